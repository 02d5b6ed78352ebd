//! Compiles this crate again when the console was built: its assets are part
//! of the binary.

fn main() {
    // While there is no console the file is missing, which counts as changed:
    // the first build after the console's takes it in.
    println!("cargo::rerun-if-changed=../../frontend/dist/index.html");
}
