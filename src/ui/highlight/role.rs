//! What a piece of code is, in words that a theme file can use. Knows no colour.

/// What a piece of code is. A theme gives each role a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SyntaxRole {
    /// Nothing in particular.
    Plain,
    /// A remark to the reader; a parser directive.
    Comment,
    /// An instruction or a reserved word.
    Keyword,
    /// Quoted or literal text.
    String,
    /// A number or another literal value: `true`, a date, a tag, a digest.
    Number,
    /// A variable, where it is used or set.
    Variable,
    /// A command or a function.
    Function,
    /// An option of a command or an instruction: `--mount`.
    Flag,
    /// The name a value is given to: a key of YAML, TOML, JSON, INI; a name that ENV, ARG or LABEL sets.
    Key,
    /// Punctuation that does something: `&&`, `>`, brackets, a line continuation, the word that ends a here-document.
    Operator,
    /// A type, a class, a table; the image a stage starts from, and a stage's name.
    Type,
    /// A line a diff adds.
    Inserted,
    /// A line a diff removes.
    Deleted,
    /// The prompt before a command.
    Prompt,
    /// What a command printed.
    Output,
    /// A line that says where the following stands: the headers of a diff.
    Heading,
}

impl SyntaxRole {
    /// All roles, in the order theme files list them.
    pub const ALL: [Self; 16] = [
        Self::Plain,
        Self::Comment,
        Self::Keyword,
        Self::String,
        Self::Number,
        Self::Variable,
        Self::Function,
        Self::Flag,
        Self::Key,
        Self::Operator,
        Self::Type,
        Self::Inserted,
        Self::Deleted,
        Self::Prompt,
        Self::Output,
        Self::Heading,
    ];

    /// Returns the role's name in theme files; also the scope that the grammars use for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Comment => "comment",
            Self::Keyword => "keyword",
            Self::String => "string",
            Self::Number => "number",
            Self::Variable => "variable",
            Self::Function => "function",
            Self::Flag => "flag",
            Self::Key => "key",
            Self::Operator => "operator",
            Self::Type => "type",
            Self::Inserted => "inserted",
            Self::Deleted => "deleted",
            Self::Prompt => "prompt",
            Self::Output => "output",
            Self::Heading => "heading",
        }
    }

    /// Returns the role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}
