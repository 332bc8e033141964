using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Terril.Observatory.Recipes;

/// <summary>A YAML parser that refuses what is nested deeper than any recipe: what reads it recurses.</summary>
internal sealed class ShallowParser(TextReader text) : IParser
{
    private const int Deepest = 32;
    private readonly Parser _parser = new(text);
    private int _depth;

    public ParsingEvent? Current => _parser.Current;

    public bool MoveNext()
    {
        if (!_parser.MoveNext()) return false;
        _depth += Current!.NestingIncrease;
        return _depth <= Deepest ? true : throw new YamlException(Current.Start, Current.End, "nested too deep");
    }
}
