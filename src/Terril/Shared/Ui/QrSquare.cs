using System.Globalization;
using System.Text;
using QRCoder;

namespace Terril.Shared.Ui;

/// <summary>A square that telephones read, as one path of an SVG.</summary>
/// <param name="Side">How many modules a side has, the quiet zone in it.</param>
public sealed record QrSquare(int Side, string Path)
{
    public static QrSquare Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
            for (var x = 0; x < code.ModuleMatrix.Count; x++)
                if (code.ModuleMatrix[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return new(code.ModuleMatrix.Count, path.ToString());
    }
}
