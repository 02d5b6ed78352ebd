//! Verbs that differ in nothing but the record they read.

macro_rules! listing {
    ($(#[$doc:meta])* $name:ident, $id:ty, $view:ty, $permission:ident, $rows:path, $to_view:path, $name_of:expr) => {
        $(#[$doc])*
        ///
        /// # Errors
        /// `Denied`, `invalid_limit`, `invalid_cursor`, or the store's.
        pub async fn $name(
            app: &App,
            call: &Call,
            limit: Option<i64>,
            cursor: Option<String>,
        ) -> Result<Page<$view>, AppError> {
            app.query(call, move |tx, cx| {
                cx.require(Permission::$permission, &Subject::Desk)?;
                let paging: Paging<(String, $id)> = Paging::read(limit, cursor.as_deref())?;
                let after = paging.after.as_ref().map_or_else(NameCursor::default, |(name, id)| NameCursor {
                    name: name.clone(),
                    id: id.to_string(),
                });
                let rows = $rows(tx, &after, paging.wanted())?;
                let (rows, next_cursor) = paging.cut(rows, $name_of)?;
                Ok(Page { items: rows.into_iter().map($to_view).collect::<Result<_, _>>()?, next_cursor })
            })
            .await
        }
    };
}

pub(super) use listing;

macro_rules! reading {
    ($get:ident, $versions:ident, $id:ty, $view:ty, $permission:ident, $one:path, $all:path, $to_view:path, $what:literal) => {
        #[doc = concat!("One ", $what, ".")]
        ///
        /// # Errors
        /// `NotFound`, `Denied`, or the store's.
        pub async fn $get(app: &App, call: &Call, id: $id) -> Result<$view, AppError> {
            app.query(call, move |tx, cx| {
                cx.require(Permission::$permission, &Subject::Desk)?;
                $to_view($one(tx, id)?.ok_or(AppError::NotFound($what))?)
            })
            .await
        }

        #[doc = concat!("Every version of one ", $what, ", newest first.")]
        ///
        /// # Errors
        /// `NotFound`, `Denied`, or the store's.
        pub async fn $versions(
            app: &App,
            call: &Call,
            id: $id,
        ) -> Result<Vec<VersionView>, AppError> {
            app.query(call, move |tx, cx| {
                cx.require(Permission::$permission, &Subject::Desk)?;
                $one(tx, id)?.ok_or(AppError::NotFound($what))?;
                Ok($all(tx, id)?.into_iter().map(Into::into).collect())
            })
            .await
        }
    };
}

pub(super) use reading;
