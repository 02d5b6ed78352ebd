//! Fixed words: status categories, priorities, and levels of impact and urgency.
//!
//! To add one: a line in its `words!` table. The names are stable: the
//! database, the API and the screens use them.

/// A text is none of the known words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected one of {}", .known.join(", "))]
pub struct UnknownWord {
    /// The words that are known.
    pub known: &'static [&'static str],
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {$($(#[$variant_doc])* $variant,)*}

        impl $name {
            /// Every one, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// Their stable names, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word,)*];

            /// The stable name.
            pub const fn as_str(self) -> &'static str {
                match self {$(Self::$variant => $word,)*}
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::ticket::UnknownWord;
            fn from_str(text: &str) -> Result<Self, $crate::ticket::UnknownWord> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|w| w.as_str() == text)
                    .ok_or($crate::ticket::UnknownWord { known: Self::WORDS })
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <::std::borrow::Cow<'de, str> as ::serde::Deserialize>::deserialize(d)?;
                text.parse().map_err(::serde::de::Error::custom)
            }
        }
    )*};
}
pub(crate) use words;

words! {
    /// What a status means, whatever an admin calls it.
    Category {
        /// Nobody has taken it up.
        New = "new",
        /// In work.
        Open = "open",
        /// Waiting on the customer.
        Pending = "pending",
        /// Waiting on us or on others.
        OnHold = "on_hold",
        /// Answered; the customer may still come back.
        Solved = "solved",
        /// Finished.
        Closed = "closed",
    }
    /// How soon it matters.
    Priority {
        /// Work stands still.
        Urgent = "urgent",
        /// Soon.
        High = "high",
        /// In its turn.
        Normal = "normal",
        /// When there is time.
        Low = "low",
    }
    /// By which road a message came or went.
    Channel {
        /// E-mail.
        Email = "email",
        /// A form on a web site.
        Web = "web",
        /// The customer portal.
        Portal = "portal",
        /// The REST API.
        Api = "api",
        /// A call.
        Phone = "phone",
        /// Live chat or the widget.
        Chat = "chat",
        /// A text message.
        Sms = "sms",
        /// WeChat, Facebook and their like.
        Social = "social",
        /// Made by monitoring or another system.
        Monitoring = "monitoring",
        /// In person, a letter, anything else.
        Other = "other",
    }
    /// Who reads a message.
    Visibility {
        /// The customer too.
        Public = "public",
        /// Agents only.
        Internal = "internal",
    }
    /// A level of impact or of urgency.
    Level {
        /// Much.
        High = "high",
        /// Some.
        Medium = "medium",
        /// Little.
        Low = "low",
    }
}

impl Category {
    /// Whether work on the ticket is over for now.
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Solved | Self::Closed)
    }

    /// Whether the desk waits for somebody.
    pub const fn is_paused(self) -> bool {
        matches!(self, Self::Pending | Self::OnHold)
    }
}

impl Priority {
    /// One step higher; `urgent` stays.
    #[must_use]
    pub const fn raised(self) -> Self {
        match self {
            Self::Low => Self::Normal,
            Self::Normal => Self::High,
            Self::High | Self::Urgent => Self::Urgent,
        }
    }

    /// 4 for urgent down to 1 for low; a ticket without one sorts as 0.
    pub const fn rank(self) -> i64 {
        match self {
            Self::Urgent => 4,
            Self::High => 3,
            Self::Normal => 2,
            Self::Low => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_and_unknown_ones_name_the_known() {
        for category in Category::ALL {
            assert_eq!(category.as_str().parse::<Category>().as_ref(), Ok(category));
        }
        let error = "Urgent".parse::<Priority>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected one of urgent, high, normal, low"
        );
        assert_eq!(
            serde_json::to_string(&Category::OnHold).unwrap(),
            "\"on_hold\""
        );
        assert_eq!(
            serde_json::from_str::<Level>("\"medium\"").unwrap(),
            Level::Medium
        );
    }

    #[test]
    fn ranks_follow_the_order_of_the_table() {
        let ranks: Vec<_> = Priority::ALL.iter().map(|p| p.rank()).collect();
        assert_eq!(ranks, [4, 3, 2, 1]);
        for p in Priority::ALL {
            assert_eq!(p.raised().rank(), (p.rank() + 1).min(4));
        }
    }
}
