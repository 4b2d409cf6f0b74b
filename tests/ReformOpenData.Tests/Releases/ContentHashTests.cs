using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Storage;

namespace ReformOpenData.Tests.Releases;

public sealed class ContentHashTests
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WithoutLater } },
    };

    /// <summary>Where this fails, the records of Plans have changed: count ContentHash.Version up, or every older store
    /// is called damaged.</summary>
    [Fact]
    public void The_checksum_of_a_sample_is_that_of_the_stores_that_this_build_reads() =>
        Assert.StartsWith(
            "2:6c52cdd68297a9d3718b60a242fd7f35f16d890", ContentHash.Of(SampleMunicipality.Create()),
            StringComparison.Ordinal);

    [Fact]
    public void The_checksum_of_an_earlier_build_is_known_too()
    {
        var sample = SampleMunicipality.Create();
        Assert.True(ContentHash.Verifies(Earlier(sample), sample));
        Assert.False(ContentHash.Verifies(Earlier(sample), sample with { Name = "別の市" }));
        Assert.False(ContentHash.Verifies(ContentHash.Of(sample), sample with { Name = "別の市" }));
    }

    private static void WithoutLater(JsonTypeInfo type)
    {
        if (type.Type == typeof(Assessment))
            type.Properties.Remove(type.Properties.Single(property => property.Name == "Measures"));
        if (type.Type == typeof(Municipality))
            type.Properties.Remove(type.Properties.Single(property => property.Name == "Successions"));
    }

    /// <summary>What was stored before comparison and checksum were made of the same list.</summary>
    private static string Earlier(Municipality municipality)
    {
        var content =
            municipality with
            {
                Corrections = [.. municipality.Corrections.Select(correction =>
                correction with { SinceRelease = null })]
            };
        var json = JsonSerializer.Serialize(content, Plain);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
        Assert.StartsWith("f260e978e16a20635a1b7e19758b2ed514ab7e0e5", hash, StringComparison.Ordinal);
        return hash;
    }
}
