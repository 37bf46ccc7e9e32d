//! How well a theme can be read: the contrast ratio of WCAG 2.2 (success criterion 1.4.3), from 1 to 21. Known only where a theme names its
//! colours by numbers; what a terminal makes of `red` is its own affair.

use ratatui::style::Color;

use super::{Role, Theme};

/// The least ratio that running text should have.
pub const ENOUGH: f64 = 4.5;

/// What a room has to be able to read: text, code, and how answers stand.
const READ: [Role; 9] = [
    Role::Text,
    Role::Code,
    Role::InlineCode,
    Role::Right,
    Role::Wrong,
    Role::Missed,
    Role::Info,
    Role::Warning,
    Role::Error,
];

/// The contrast of a theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    /// Of running text.
    pub text: f64,
    /// The least of text, code and signs.
    pub least: f64,
    /// Whose that is.
    pub of: Role,
}

/// Returns the contrast of a theme, `None` where its colours are the terminal's.
pub fn of(theme: &Theme) -> Option<Contrast> {
    let text = ratio(theme, Role::Text)?;
    let mut found = Contrast { text, least: text, of: Role::Text };
    for role in READ {
        let here = ratio(theme, role)?;
        if here < found.least {
            (found.least, found.of) = (here, role);
        }
    }
    Some(found)
}

/// Returns the ratio of a role on its ground; what a role leaves open is that of text.
fn ratio(theme: &Theme, role: Role) -> Option<f64> {
    let (style, text) = (theme.style(role), theme.style(Role::Text));
    let (front, ground) = (luminance(style.fg.or(text.fg)?)?, luminance(style.bg.or(text.bg)?)?);
    Some((front.max(ground) + 0.05) / (front.min(ground) + 0.05))
}

/// Returns the relative luminance of a colour given by numbers, 0 to 1.
fn luminance(colour: Color) -> Option<f64> {
    let Color::Rgb(red, green, blue) = colour else { return None };
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) }
    };
    Some(0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(text: &str, wrong: &str) -> Theme {
        let roles = Role::ALL.iter().map(|role| match role {
            Role::Text => format!("text = {text:?}\n"),
            Role::Wrong => format!("wrong = {wrong:?}\n"),
            role => format!("{} = \"\"\n", role.name()),
        });
        Theme::parse("x", &roles.collect::<String>()).unwrap()
    }

    #[test]
    fn the_ratio_is_that_of_the_standard() {
        let found = of(&theme("#000000 on #ffffff", "#777777")).unwrap();
        assert!((found.text - 21.0).abs() < 0.001);
        // The grey that is just not enough on white.
        assert!((found.least - 4.478).abs() < 0.001 && found.of == Role::Wrong);
        // A ground of its own is what counts.
        let found = of(&theme("#000000 on #ffffff", "#ffffff on #000000")).unwrap();
        assert!((found.least - 21.0).abs() < 0.001);
    }

    #[test]
    fn colours_of_the_terminal_are_not_guessed() {
        assert_eq!(of(&theme("", "#ff0000")), None);
        assert_eq!(of(&theme("#000000 on #ffffff", "red")), None);
    }

    #[test]
    fn the_themes_with_colours_of_their_own_can_be_read() {
        for name in ["dark", "light"] {
            let found = of(&Theme::named(name).unwrap()).unwrap();
            assert!(found.text >= 7.0 && found.least >= ENOUGH, "{name}: {found:?}");
        }
    }
}
