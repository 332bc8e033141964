using Terril.Shared.PersonalData;

namespace Terril.Tests.Shared.PersonalData;

public sealed class PersonAddressTests
{
    [Theory]
    [InlineData("  Lou@Exemple.FR ", "lou@exemple.fr")]
    [InlineData("lou@exem\u00adple.fr", "lou@exemple.fr")]
    [InlineData("lou@\uff45\uff58\uff45\uff4d\uff50\uff4c\uff45.fr", "lou@exemple.fr")]
    [InlineData("lou@exemple\u3002fr", "lou@exemple.fr")]
    [InlineData("lou@forêt.example", "lou@xn--fort-ipa.example")]
    [InlineData("lou@XN--FORT-IPA.example", "lou@xn--fort-ipa.example")]
    [InlineData("lou@fore\u0302t.example", "lou@xn--fort-ipa.example")]
    [InlineData("none of these", "none of these")]
    public void One_address_typed_in_several_ways_is_one(string typed, string normal) => Assert.Equal(normal, PersonAddress.Normal(typed));
}
