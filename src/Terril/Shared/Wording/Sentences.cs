using System.Globalization;
using System.Runtime.CompilerServices;

namespace Terril.Shared.Wording;

/// <summary>A sentence with something in it, written only for those who read French.</summary>
[InterpolatedStringHandler]
public ref struct FrenchSentence
{
    private DefaultInterpolatedStringHandler _text;

    public FrenchSentence(int literalLength, int formattedCount, Words words, out bool isRead)
    {
        isRead = words.InFrench;
        if (isRead) _text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);
    }

    /// <summary>With the right spaces, once.</summary>
    public string Typed()
    {
        var typed = Typography.French(_text.Text);
        _text.Clear();
        return typed;
    }

    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    public void AppendFormatted(string? value) => _text.AppendFormatted(value);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);
}

/// <summary>A sentence with something in it, written only for those who read English.</summary>
[InterpolatedStringHandler]
public ref struct EnglishSentence
{
    private DefaultInterpolatedStringHandler _text;

    public EnglishSentence(int literalLength, int formattedCount, Words words, out bool isRead)
    {
        isRead = !words.InFrench;
        if (isRead) _text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);
    }

    public string Text => _text.ToStringAndClear();

    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    public void AppendFormatted(string? value) => _text.AppendFormatted(value);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);
}
