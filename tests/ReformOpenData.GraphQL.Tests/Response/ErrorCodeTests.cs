using System.Reflection;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Tests.Response;

public sealed class ErrorCodeTests
{
    [Fact]
    public void Every_code_is_listed_with_its_meaning()
    {
        var codes = typeof(ErrorCode).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(codes, ErrorCode.All.Select(entry => entry.Key));
        Assert.All(ErrorCode.All, entry => Assert.EndsWith(".", entry.Value));
    }

    [Fact]
    public void A_code_of_a_limit_names_what_it_is_about() => Assert.All(
        ErrorCode.All.Where(entry => entry.Value.Contains(" than allowed", StringComparison.Ordinal)),
        entry => Assert.Matches("LIMIT|COST|DEPTH", entry.Key));
}
