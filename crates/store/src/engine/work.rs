//! A closure on its way to a thread that owns a connection, and back.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use super::error::StoreError;
use super::tx::Tx;

/// What the closure's last run said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It wants its changes kept.
    Keep,
    /// It failed: undo its changes and hand over its error.
    Undo,
}

/// A transaction's work whose types are hidden.
pub(crate) trait Work: Send {
    /// Runs the closure and holds its result. May be called again after the
    /// changes of the run before were undone.
    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict;
    /// Answers the caller: with what the closure said or with `instead`.
    fn answer(self: Box<Self>, instead: Option<StoreError>);
    /// Whether nobody waits for the answer any more.
    fn is_abandoned(&self) -> bool;
}

struct Closure<T, E, F> {
    work: F,
    held: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Work for Closure<T, E, F>
where
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict {
        let result = catch_unwind(AssertUnwindSafe(|| (self.work)(tx))).unwrap_or_else(|panic| {
            Err(E::from(StoreError::Panicked {
                reason: panic_message(&*panic),
            }))
        });
        let verdict = if result.is_ok() {
            Verdict::Keep
        } else {
            Verdict::Undo
        };
        self.held = Some(result);
        verdict
    }

    fn answer(self: Box<Self>, instead: Option<StoreError>) {
        let result = match (instead, self.held) {
            (Some(error), _) => Err(E::from(error)),
            (None, Some(held)) => held,
            (None, None) => Err(E::from(StoreError::unavailable("the work was not run"))),
        };
        // The caller may have gone away; then nobody wants to know.
        let _ = self.reply.send(result);
    }

    fn is_abandoned(&self) -> bool {
        self.reply.is_closed()
    }
}

/// Wraps a closure and gives the end its answer comes out of.
pub(crate) fn wrap<T, E, F>(work: F) -> (Box<dyn Work>, oneshot::Receiver<Result<T, E>>)
where
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    let closure = Closure {
        work,
        held: None,
        reply,
    };
    (Box::new(closure), answer)
}

pub(crate) fn panic_message(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|s| (*s).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic without a message".to_owned())
}
