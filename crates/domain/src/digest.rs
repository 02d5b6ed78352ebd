//! The names of bytes.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// SHA-256 (FIPS 180-4) in lower-case hexadecimal: the name of bytes in the
/// store, and of a document that somebody accepts.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_that_of_the_bytes() {
        // FIPS 180-4, appendix B.1.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256_hex(b"abc"), abc);
        assert_ne!(sha256_hex(b"abc "), abc);
    }
}
