namespace ReformOpenData.Data.Import;

/// <summary>What can be answered to a question.</summary>
public enum QuestionForm
{
    /// <summary>Both are the same thing, or not.</summary>
    Same,

    /// <summary>Likewise, where neither is likelier: nothing is guessed.</summary>
    Either,

    /// <summary>It is new.</summary>
    New,

    /// <summary>It is no longer there.</summary>
    Gone,

    /// <summary>It may be so: nothing is guessed, because the answer cannot be seen in the table.</summary>
    Allowed,
}

/// <summary>A question of an import in words, with the answer that says yes to it.</summary>
/// <param name="Code">Of the finding that asks it.</param>
/// <param name="Asked">In Japanese, for the steward.</param>
/// <param name="Document">What the document has, in words; blank where it has nothing.</param>
/// <param name="Stored">What is stored, in words; blank where nothing is.</param>
/// <param name="Yes">The answer that says yes.</param>
public sealed record Question(
    string Code, QuestionForm Form, string Asked, string Document, string Stored, MappingAnswer Yes);
