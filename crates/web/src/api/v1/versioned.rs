//! The endpoints of a versioned record, once for all of them: list, add, get,
//! change, put away, take back, and its versions.

/// Writes the handlers of a versioned record and `shared_routes`, which
/// registers them. Texts, paths, names of operations and examples are the
/// caller's, for the document; what the handlers do is the same for all.
macro_rules! versioned_endpoints {
    (
        $view:ident, $input:ident, $id:ident, tag $tag:tt,
        id $param:tt $what:tt $example:tt,
        $(#[$list_doc:meta])* list $list_op:tt $all:tt,
        $(#[$create_doc:meta])* create $create_op:tt $create_example:tt,
        $(#[$get_doc:meta])* get $get_op:tt $one:tt,
        $(#[$change_doc:meta])* change $change_op:tt,
        $(#[$archive_doc:meta])* archive $archive_op:tt $archive:tt,
        $(#[$restore_doc:meta])* restore $restore_op:tt $restore:tt,
        $(#[$versions_doc:meta])* versions $versions_op:tt $versions:tt $(,)?
    ) => {
        use crate::extract::{IfMatch, OptionalIfMatch, Query};
        use surety_app::promises::versioned::VersionedQuery;

        $(#[$list_doc])*
        #[utoipa::path(
            get, path = $all, tag = $tag, operation_id = $list_op,
            params(VersionedQuery),
            responses((status = 200, body = Page<$view>)),
        )]
        async fn list(
            State(web): State<Web>,
            caller: Caller,
            Query(query): Query<VersionedQuery>,
        ) -> Result<Json<Page<$view>>, Problem> {
            Ok(Json(verbs::list::<$view>(&web.app, caller.call(), query).await?))
        }

        $(#[$create_doc])*
        #[utoipa::path(
            post, path = $all, tag = $tag, operation_id = $create_op,
            request_body(content = $input, example = json!($create_example)),
            responses((status = 201, body = $view)),
        )]
        async fn create(
            State(web): State<Web>,
            command: Command<$input>,
        ) -> Result<Created<$view>, Problem> {
            let call = command.signed.call.clone();
            let view = verbs::create::<$view>(&web.app, &call, command.input).await?;
            Ok(Created {
                location: format!(concat!("/api/v1", $all, "/{}"), view.id),
                version: Some(view.version),
                body: view,
            })
        }

        $(#[$get_doc])*
        #[utoipa::path(
            get, path = $one, tag = $tag, operation_id = $get_op,
            params(($param = String, Path, description = $what, example = $example)),
            responses((status = 200, body = $view)),
        )]
        async fn get(
            State(web): State<Web>,
            caller: Caller,
            Path(id): Path<$id>,
        ) -> Result<Versioned<$view>, Problem> {
            let view = verbs::get::<$view>(&web.app, caller.call(), id).await?;
            Ok(Versioned(view.version, view))
        }

        $(#[$change_doc])*
        #[utoipa::path(
            patch, path = $one, tag = $tag, operation_id = $change_op,
            params(($param = String, Path, description = $what, example = $example)),
            request_body(content = $input, example = json!({"name": "New name"})),
            responses((status = 200, body = $view)),
        )]
        async fn change(
            State(web): State<Web>,
            Path(id): Path<$id>,
            IfMatch(version): IfMatch,
            command: Command<$input>,
        ) -> Result<Versioned<$view>, Problem> {
            let call = command.signed.call.clone();
            let (seen, input) = (Some(version), command.input);
            let view = verbs::change::<$view>(&web.app, &call, id, seen, input, None).await?;
            Ok(Versioned(view.version, view))
        }

        $(#[$archive_doc])*
        #[utoipa::path(
            post, path = $archive, tag = $tag, operation_id = $archive_op,
            params(($param = String, Path, description = $what, example = $example)),
            request_body = Nothing,
            responses((status = 200, body = $view)),
        )]
        async fn archive(
            State(web): State<Web>,
            Path(id): Path<$id>,
            OptionalIfMatch(version): OptionalIfMatch,
            command: Command<Nothing>,
        ) -> Result<Versioned<$view>, Problem> {
            let call = command.signed.call.clone();
            let input = $input::default();
            let view = verbs::change::<$view>(&web.app, &call, id, version, input, Some(true)).await?;
            Ok(Versioned(view.version, view))
        }

        $(#[$restore_doc])*
        #[utoipa::path(
            post, path = $restore, tag = $tag, operation_id = $restore_op,
            params(($param = String, Path, description = $what, example = $example)),
            request_body = Nothing,
            responses((status = 200, body = $view)),
        )]
        async fn restore(
            State(web): State<Web>,
            Path(id): Path<$id>,
            OptionalIfMatch(version): OptionalIfMatch,
            command: Command<Nothing>,
        ) -> Result<Versioned<$view>, Problem> {
            let call = command.signed.call.clone();
            let input = $input::default();
            let view = verbs::change::<$view>(&web.app, &call, id, version, input, Some(false)).await?;
            Ok(Versioned(view.version, view))
        }

        $(#[$versions_doc])*
        #[utoipa::path(
            get, path = $versions, tag = $tag, operation_id = $versions_op,
            params(($param = String, Path, description = $what, example = $example)),
            responses((status = 200, body = Items<VersionView>)),
        )]
        async fn versions(
            State(web): State<Web>,
            caller: Caller,
            Path(id): Path<$id>,
        ) -> Result<Json<Items<VersionView>>, Problem> {
            let items = verbs::versions::<$view>(&web.app, caller.call(), id).await?;
            Ok(Json(Items { items }))
        }

        fn shared_routes() -> OpenApiRouter<Web> {
            OpenApiRouter::default()
                .routes(routes!(list, create))
                .routes(routes!(get, change))
                .routes(routes!(archive))
                .routes(routes!(restore))
                .routes(routes!(versions))
        }
    };
}

pub(super) use versioned_endpoints;
