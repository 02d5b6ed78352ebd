//! How many random cases a property is tried with, and from which seed.

use proptest::test_runner::{Config, RngSeed};

/// The seed of an ordinary run: the same tree gives the same verdict.
/// `make torture` looks further, from seeds of its own.
const SEED: u64 = 0x5_0E_17;

/// `cases` from [`SEED`], or what `PROPTEST_CASES` and `PROPTEST_RNG_SEED`
/// say.
#[expect(
    clippy::disallowed_methods,
    reason = "a run of the tests is told by its environment; nothing of the desk reads it"
)]
pub(crate) fn cases(cases: u32) -> Config {
    let mut config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
        if config.rng_seed == RngSeed::Random {
            config.rng_seed = RngSeed::Fixed(SEED);
        }
    }
    // Some stories are not what a property is about and are told again.
    config.max_global_rejects = config.cases.saturating_mul(8);
    config
}
