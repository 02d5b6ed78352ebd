//! The table: what was measured, against which bar.

/// Rows of figures.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<(String, String, String, Option<bool>)>,
}

impl Table {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// A figure with its bar and whether it is met; `None` is no bar.
    pub fn row(&mut self, what: &str, figure: String, bar: &str, met: Option<bool>) {
        eprintln!("  {what}: {figure}");
        self.rows
            .push((what.to_owned(), figure, bar.to_owned(), met));
    }

    /// Whether a bar is missed.
    pub fn missed(&self) -> bool {
        self.rows.iter().any(|r| r.3 == Some(false))
    }

    /// Prints it as Markdown.
    pub fn print(&self) {
        println!("| measured | figure | bar | met |");
        println!("| --- | --- | --- | --- |");
        for (what, figure, bar, met) in &self.rows {
            let met = match met {
                Some(true) => "yes",
                Some(false) => "NO",
                None => "",
            };
            println!("| {what} | {figure} | {bar} | {met} |");
        }
    }
}

/// The value below which `percent` of the sorted values lie.
pub fn percentile(values: &mut [f64], percent: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    let at = ((last as f64) * percent / 100.0).round() as usize;
    values.get(at).copied().unwrap_or(0.0)
}

/// Processor time of this process so far, in seconds.
pub fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = text.rsplit(')').next().unwrap_or("");
    let fields: Vec<&str> = after.split_whitespace().collect();
    let ticks = |i: usize| {
        fields
            .get(i)
            .and_then(|f| f.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    // utime and stime are fields 14 and 15 of proc(5); ticks are 1/100 s on Linux.
    (ticks(11) + ticks(12)) / 100.0
}
