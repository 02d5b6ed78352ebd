//! Statements: written once, registered, prepared on both engines by a test.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, OnceLock, PoisonError, RwLock};

use super::Engine;
use super::dialect;

/// The text of a statement.
#[derive(Debug, Clone, Copy)]
#[doc(hidden)]
pub enum Text {
    /// One portable text.
    Both(&'static str),
    /// Two texts; only where the engines have nothing in common.
    Each {
        /// SQLite's.
        sqlite: &'static str,
        /// PostgreSQL's.
        postgres: &'static str,
    },
}

/// A statement, made by this crate's `sql!`.
#[derive(Debug)]
pub struct Stmt {
    name: &'static str,
    file: &'static str,
    text: Text,
    sqlite: OnceLock<String>,
    sqlite_columns: OnceLock<Arc<[String]>>,
    place: OnceLock<usize>,
}

impl Stmt {
    #[doc(hidden)]
    pub const fn new(name: &'static str, file: &'static str, text: Text) -> Self {
        Self {
            name,
            file,
            text,
            sqlite: OnceLock::new(),
            sqlite_columns: OnceLock::new(),
            place: OnceLock::new(),
        }
    }

    /// The name of the static that holds it.
    pub fn name(&'static self) -> &'static str {
        self.name
    }

    /// The source file it is written in.
    pub fn file(&'static self) -> &'static str {
        self.file
    }

    /// Whether the engines get different texts.
    pub fn has_two_texts(&'static self) -> bool {
        matches!(self.text, Text::Each { .. })
    }

    /// The text as the author wrote it for `engine`.
    pub fn source(&'static self, engine: Engine) -> &'static str {
        match (self.text, engine) {
            (Text::Both(text), _)
            | (Text::Each { sqlite: text, .. }, Engine::Sqlite)
            | (Text::Each { postgres: text, .. }, Engine::Postgres) => text,
        }
    }

    /// The text as `engine` gets it.
    pub fn text(&'static self, engine: Engine) -> &'static str {
        match engine {
            Engine::Postgres => self.source(engine),
            Engine::Sqlite => self
                .sqlite
                .get_or_init(|| dialect::statement_for_sqlite(self.source(engine))),
        }
    }

    /// Whether it changes or locks rows although it answers some: what was read
    /// before it is not to be used after it.
    pub(crate) fn may_change(&'static self) -> bool {
        let text = self.source(Engine::Postgres);
        !text.trim_start().starts_with("SELECT") || text.contains("FOR UPDATE")
    }

    /// Whether it answers something else each time, whatever was written.
    pub(crate) fn is_volatile(&'static self) -> bool {
        self.source(Engine::Postgres).contains("nextval(")
    }

    /// Its place among the statements that were run, from 0, the same in every
    /// connection: what was prepared of it is found without looking at its text.
    pub(crate) fn place(&'static self) -> usize {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        *self
            .place
            .get_or_init(|| NEXT.fetch_add(1, Ordering::Relaxed))
    }

    pub(crate) fn sqlite_columns(&'static self) -> &'static OnceLock<Arc<[String]>> {
        &self.sqlite_columns
    }

    /// Every statement of this program, in no particular order.
    pub fn all() -> impl Iterator<Item = &'static Stmt> {
        inventory::iter::<Registered>
            .into_iter()
            .map(|registered| registered.0)
    }
}

/// An entry of the register of statements.
#[doc(hidden)]
#[derive(Debug)]
pub struct Registered(pub &'static Stmt);

inventory::collect!(Registered);

/// Names statements and registers them, so that one test prepares them all on
/// both engines.
///
/// ```text
/// sql! {
///     /// One ticket by its id.
///     pub FIND_TICKET = "SELECT id, subject FROM tickets WHERE id = $1";
/// }
/// ```
///
/// The text is portable SQL: `$1…` parameters, columns that are computed have
/// a name (`count(*) AS open`), no `SELECT *`, `LIKE` with `ESCAPE '\'`, a null
/// order for columns that may be NULL, no division. `FOR UPDATE` (also
/// `SKIP LOCKED`) is left out on SQLite, where one writer holds the only lock.
macro_rules! sql {
    ($($(#[$attr:meta])* $vis:vis $name:ident = $text:tt;)*) => {$(
        $(#[$attr])*
        $vis static $name: $crate::engine::stmt::Stmt = $crate::engine::stmt::Stmt::new(
            stringify!($name),
            file!(),
            $crate::engine::stmt::sql!(@text $text),
        );
        inventory::submit! { $crate::engine::stmt::Registered(&$name) }
    )*};
    (@text { sqlite: $sqlite:literal, postgres: $postgres:literal $(,)? }) => {
        $crate::engine::stmt::Text::Each { sqlite: $sqlite, postgres: $postgres }
    };
    (@text { both: $text:expr $(,)? }) => { $crate::engine::stmt::Text::Both($text) };
    (@text $text:literal) => { $crate::engine::stmt::Text::Both($text) };
}
pub(crate) use sql;

/// Texts put together at run time whose SQLite form is kept.
const MADE_TEXTS: usize = 256;

/// A statement put together at run time, for lists with filters.
///
/// It is made of texts that are part of this program and of numbered
/// placeholders; input goes in as a parameter only.
#[derive(Debug, Clone, Default)]
pub struct SqlText {
    text: String,
    params: usize,
}

impl SqlText {
    /// A text that starts with `text`, which holds no `$n`.
    pub fn new(text: &'static str) -> Self {
        Self {
            text: text.to_owned(),
            params: 0,
        }
    }

    /// Adds a part of this program's text, which holds no `$n`.
    pub fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds the next placeholder.
    pub fn param(&mut self) -> &mut Self {
        self.params += 1;
        self.text.push('$');
        self.text.push_str(&self.params.to_string());
        self
    }

    /// Adds `count` placeholders with commas between them, for `IN (…)`.
    pub fn list(&mut self, count: usize) -> &mut Self {
        for at in 0..count {
            if at > 0 {
                self.text.push_str(", ");
            }
            self.param();
        }
        self
    }

    /// Adds a whole number as it is. Only for what the planner must see, the
    /// size of a page above all: of a `LIMIT $n` PostgreSQL knows nothing and
    /// prepares for a tenth of the table.
    pub fn number(&mut self, number: i64) -> &mut Self {
        self.text.push_str(&number.to_string());
        self
    }

    /// Adds a placeholder that was added before, by its number from 1.
    pub fn param_again(&mut self, number: usize) -> &mut Self {
        debug_assert!(number >= 1 && number <= self.params);
        self.text.push('$');
        self.text.push_str(&number.to_string());
        self
    }

    /// How many placeholders there are.
    pub fn params(&self) -> usize {
        self.params
    }

    /// The text so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text as SQLite gets it. A list asks the same few texts again and
    /// again: what was made of them is kept.
    pub(crate) fn for_sqlite(&self) -> Arc<str> {
        static MADE: LazyLock<RwLock<HashMap<String, Arc<str>>>> = LazyLock::new(RwLock::default);
        let known = |made: &HashMap<String, Arc<str>>| made.get(&self.text).map(Arc::clone);
        if let Some(text) = known(&MADE.read().unwrap_or_else(PoisonError::into_inner)) {
            return text;
        }
        let text: Arc<str> = dialect::statement_for_sqlite(&self.text).into();
        let mut made = MADE.write().unwrap_or_else(PoisonError::into_inner);
        if made.len() >= MADE_TEXTS {
            made.clear();
        }
        made.insert(self.text.clone(), Arc::clone(&text));
        text
    }
}
