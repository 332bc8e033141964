using System.Runtime.CompilerServices;

namespace Terril.Tests.Harness;

public sealed class HouseTests
{
    /// <summary>Something that goes on after the application has stopped would hold all of it, as many times as tests open it.</summary>
    [Fact]
    public async Task A_house_that_is_closed_is_forgotten()
    {
        var gone = await OpenAndClose();

        for (var i = 0; i < 100 && gone.IsAlive; i++)
        {
            GC.Collect();
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.False(gone.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> OpenAndClose()
    {
        await using var house = await House.Open(Provider.Sqlite);
        await house.Text("/");
        return new(house.Services.GetService(typeof(Terril.Shared.Web.SiteAddress)));
    }
}
