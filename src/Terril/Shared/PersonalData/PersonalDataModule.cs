namespace Terril.Shared.PersonalData;

/// <summary>What every room says of the data about people that it keeps: why, on what basis, what, and for how long.</summary>
public static class PersonalDataModule
{
    /// <summary>Declares why a room keeps data about people.</summary>
    public static IServiceCollection AddPurpose(this IServiceCollection services, Purpose purpose) => services.AddSingleton(purpose);

    /// <summary>Declares a kind of data that a room keeps: it is shown, exported, erased and forgotten from then on.</summary>
    public static IServiceCollection AddHolding<T>(this IServiceCollection services) where T : class, IHoldPersonalData =>
        services.AddScoped<IHoldPersonalData, T>();
}
