using System.Runtime.CompilerServices;
using Terril.Shared.Web;

namespace Terril.Tests.Harness;

public sealed class HouseTests
{
    /// <summary>Something that goes on after the application has stopped would hold all of it, as many times as tests open it.</summary>
    [Theory, OnBothDatabases]
    public async Task A_house_that_is_closed_is_forgotten(Provider on)
    {
        // What a process keeps once for all, it keeps of the first.
        await OpenAndClose(on);
        var gone = await OpenAndClose(on);

        for (var i = 0; i < 100 && gone.IsAlive; i++)
        {
            GC.Collect();
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.False(gone.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> OpenAndClose(Provider on)
    {
        await using var house = await House.Open(on);
        await house.Text("/");
        return new(house.Services.GetService(typeof(SiteAddress)));
    }
}
