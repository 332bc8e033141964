namespace Terril.Observatory;

/// <summary>A sentence in the two languages of the product.</summary>
/// <param name="Fr">In French, the default language.</param>
/// <param name="En">In English.</param>
public readonly record struct Text(string Fr, string En)
{
    /// <summary>The sentence in <paramref name="language"/>: English for <c>en</c>, French for all else.</summary>
    public string In(string language) => language == "en" ? En : Fr;

    /// <summary>The same words in both languages: a name, a formula, a unit.</summary>
    public static Text Same(string words) => new(words, words);

    /// <inheritdoc/>
    public override string ToString() => Fr;
}
