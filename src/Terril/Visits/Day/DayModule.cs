using Terril.Shared.Access;
using Terril.Shared.PersonalData;

namespace Terril.Visits.Day;

/// <summary>The day itself: who is expected, who is there, with or without a line, and what proves it afterwards.</summary>
public static class DayModule
{
    public static IServiceCollection AddVisitDay(this IServiceCollection services) => services
        .AddScoped<ReadRoll>()
        .AddScoped<KeepMarks>()
        .AddScoped<ReadNeeds>()
        .AddScoped<ReadCertificate>()
        .AddScoped<TerritoryNames>()
        .AddPermission(new(DayPermissions.Welcome, new("Accueillir les visites : listes, badges, présences", "Welcome visits: lists, badges, presences"), Role.Administrator, Role.VisitOrganiser))
        .AddPermission(new(DayPermissions.Needs, new("Imprimer les besoins des personnes accueillies", "Print the needs of those who are welcomed"), Role.VisitOrganiser))
        .AddPurpose(AttendancesHolding.Purpose)
        .AddHolding<AttendancesHolding>();
}
