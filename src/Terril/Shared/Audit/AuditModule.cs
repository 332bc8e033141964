using Terril.Shared.PersonalData;

namespace Terril.Shared.Audit;

/// <summary>The trail of what staff and visitors change.</summary>
public static class AuditModule
{
    public static void AddAudit(this IServiceCollection services) => services
        .AddScoped<AuditTrail>()
        .AddPurpose(AuditHolding.Purpose)
        .AddHolding<AuditHolding>();
}
