using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Storage;

namespace ReformOpenData.Tests.Releases;

public sealed class ContentHashTests
{
    /// <summary>Where this fails, the records of Plans have changed: count ContentHash.Version up, or every older store is called damaged.</summary>
    [Fact]
    public void The_checksum_of_a_sample_is_that_of_the_stores_that_this_build_reads() =>
        Assert.StartsWith(
            "f260e978e16a20635a1b7e19758b2ed514ab7e0e5", ContentHash.Of(SampleMunicipality.Create()), StringComparison.Ordinal);
}
