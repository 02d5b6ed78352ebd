//! What can go wrong with a verb, with codes that stay.

use surety_store::StoreError;

/// One field that was wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Path of the field, e.g. `limits[0].credits`.
    pub field: String,
    /// Stable snake_case code.
    pub code: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// The answer of a verb that did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// It does not exist, or the caller may not know that it does.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The caller sees it and may not do this.
    #[error("this needs the permission {0}")]
    Denied(&'static str),
    /// Nobody is signed in, or the credentials do not hold.
    #[error("{message}")]
    Unauthenticated {
        /// Stable snake_case code.
        code: &'static str,
        /// What to do.
        message: String,
    },
    /// The input makes no sense.
    #[error("{message}")]
    Invalid {
        /// Stable snake_case code.
        code: String,
        /// Path of the field that is wrong.
        field: Option<String>,
        /// What is wrong and what to do.
        message: String,
    },
    /// Several fields make no sense.
    #[error("{} fields are wrong", .0.len())]
    InvalidFields(Vec<FieldError>),
    /// The input makes sense, the present state forbids it.
    #[error("{message}")]
    Conflict {
        /// Stable snake_case code.
        code: String,
        /// What stands against it and what to do.
        message: String,
    },
    /// Somebody changed it since the caller looked.
    #[error("it was changed meanwhile; it is now at version {current}")]
    Stale {
        /// The version that holds now.
        current: i64,
    },
    /// The idempotency key was used for something else.
    #[error("this Idempotency-Key was used for another request")]
    IdempotencyMismatch,
    /// Too many tries.
    #[error("too many tries; wait {retry_after_seconds} seconds")]
    Limited {
        /// Seconds until another try is let through.
        retry_after_seconds: i64,
    },
    /// The server has as much to do as it takes on at a time.
    #[error(
        "the server is busy with others' questions; try again in {retry_after_seconds} seconds"
    )]
    Busy {
        /// Seconds until another try makes sense.
        retry_after_seconds: i64,
    },
    /// The database did not do it.
    #[error(transparent)]
    Store(StoreError),
    /// A fault of ours; the sentence is for the log.
    #[error("internal error: {0}")]
    Internal(String),
}

impl AppError {
    /// Bad input at a field.
    pub fn invalid(code: &str, field: &str, message: impl Into<String>) -> Self {
        Self::Invalid {
            code: code.to_owned(),
            field: Some(field.to_owned()),
            message: message.into(),
        }
    }

    /// The present state forbids it.
    pub fn conflict(code: &str, message: impl Into<String>) -> Self {
        Self::Conflict {
            code: code.to_owned(),
            message: message.into(),
        }
    }

    /// The same fault of a part, told at the part's place in the whole: what is
    /// at `name` is then at `place.name`.
    #[must_use]
    pub fn within(self, place: &str) -> Self {
        let at = |field: String| format!("{place}.{field}");
        match self {
            Self::Invalid {
                code,
                field: Some(field),
                message,
            } => Self::Invalid {
                code,
                field: Some(at(field)),
                message,
            },
            Self::InvalidFields(fields) => Self::InvalidFields(
                fields
                    .into_iter()
                    .map(|e| FieldError {
                        field: at(e.field),
                        ..e
                    })
                    .collect(),
            ),
            other => other,
        }
    }

    /// Stable snake_case code, the same in every language.
    pub fn code(&self) -> &str {
        match self {
            Self::NotFound(_) => "not_found",
            Self::Denied(_) => "forbidden",
            Self::Unauthenticated { code, .. } => code,
            Self::Invalid { code, .. } | Self::Conflict { code, .. } => code,
            Self::InvalidFields(_) => "invalid_fields",
            Self::Stale { .. } => "stale_version",
            Self::IdempotencyMismatch => "idempotency_key_reused",
            Self::Limited { .. } => "too_many_requests",
            Self::Busy { .. } => "too_busy",
            Self::Store(e) => e.code(),
            Self::Internal(_) => "internal_error",
        }
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
