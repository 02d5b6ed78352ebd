//! Credits for one product or one asset alone.

use crate::ids::{AssetId, ProductId};

/// Which tickets can draw from a lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum LotScope {
    /// All.
    #[default]
    Any,
    /// Those about this product.
    Product(ProductId),
    /// Those about this asset.
    Asset(AssetId),
}

impl LotScope {
    /// Among lots that expire together the lower goes first: credits for one
    /// asset before those for a product, and those before credits for anything.
    pub const fn place(self) -> u8 {
        match self {
            Self::Asset(_) => 0,
            Self::Product(_) => 1,
            Self::Any => 2,
        }
    }

    /// Whether a ticket about these can draw from such a lot.
    pub fn serves(self, about: About) -> bool {
        match self {
            Self::Any => true,
            Self::Product(product) => about.product == Some(product),
            Self::Asset(asset) => about.asset == Some(asset),
        }
    }
}

/// What a ticket is about, to find the lots that serve it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct About {
    /// The product; of a ticket that names an asset alone the asset's.
    pub product: Option<ProductId>,
    /// The asset.
    pub asset: Option<AssetId>,
}
