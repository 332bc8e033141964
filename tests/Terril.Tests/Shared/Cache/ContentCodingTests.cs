using Terril.Shared.Cache;

namespace Terril.Tests.Shared.Cache;

public sealed class ContentCodingTests
{
    [Theory]
    [InlineData("", ContentCoding.Identity)]
    [InlineData("gzip, deflate, br, zstd", ContentCoding.Brotli)]
    [InlineData("GZIP", ContentCoding.Gzip)]
    [InlineData("br;q=0, gzip;q=0.5", ContentCoding.Gzip)]
    [InlineData("br; q=0.000,gzip; q=0.0", ContentCoding.Identity)]
    [InlineData(" br ; q=0.001", ContentCoding.Brotli)]
    [InlineData("brotli, x-gzip, *", ContentCoding.Identity)]
    [InlineData(",,;,;q=1", ContentCoding.Identity)]
    public void The_densest_coding_that_is_accepted_is_chosen(string accepted, ContentCoding expected) => Assert.Equal(expected, ContentCodings.Accepted(accepted));
}
