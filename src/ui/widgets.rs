//! Parts that draw and own nothing: given what to show and where, they fill cells.

pub mod footer;
pub mod forecast;
pub mod gauge;
pub mod heat;
pub mod page_view;
pub mod scroll_bar;
pub mod sheet;
pub mod text;
