using Terril.Shared.Api;

namespace Terril.Tests.Shared.Api;

public sealed class CursorTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("region:32|2021", "", "é\n\",;")]
    public void What_was_written_is_read(params string[] parts)
    {
        Assert.True(Cursor.TryRead(Cursor.Write(parts), out var read));
        Assert.Equal(parts, read);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("abc")]
    [InlineData("bnVsbA")] // null
    [InlineData("W251bGxd")] // [null]
    [InlineData("eyJhIjoxfQ")] // an object
    public void What_was_not_written_here_is_not_read(string said) => Assert.False(Cursor.TryRead(said, out _));
}
