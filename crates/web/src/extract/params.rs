//! Parts of the address.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use surety_app::page::PageRequest;
use utoipa::IntoParams;

use super::body::json_problem;
use crate::problem::Problem;
use crate::state::Web;

/// Path parameters. What does not read as an id names nothing: 404.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Web> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        axum::extract::Path::<T>::from_request_parts(parts, web)
            .await
            .map(|path| Self(path.0))
            .map_err(|_| Problem::not_found())
    }
}

/// Query parameters; unknown ones are refused when the type says
/// `deny_unknown_fields`, which it should.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Web> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let reader = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
        serde_path_to_error::deserialize(reader)
            .map(Self)
            .map_err(|error| {
                let path = error.path().to_string();
                let path = (path != ".").then_some(path);
                let problem = json_problem(path, &error.into_inner().to_string());
                if problem.code != "invalid_body" {
                    return problem;
                }
                let other = Problem::bad_request("invalid_query", problem.detail.clone());
                match &problem.field {
                    Some(field) => other.at(field.clone()),
                    None => other,
                }
            })
    }
}

/// `?limit=…&cursor=…` of lists that have no other parameters. Lists with
/// filters have the two fields in their own type and call [`PageRequest::new`].
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Rows of a page, 1 to 200; 50 when left out.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

impl PageQuery {
    /// For the verbs.
    ///
    /// # Errors
    /// `invalid_limit`, `invalid_cursor`.
    pub fn request(self) -> Result<PageRequest, Problem> {
        Ok(PageRequest::new(self.limit, self.cursor)?)
    }
}

/// Rows and cursor of a list without filters whose verb reads them itself.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RowsQuery {
    /// Rows of a page, 1 to 200; 50 when left out.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}
