using System.IO.Compression;
using System.Text;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Tests.Http;

public sealed class ContentTests
{
    [Theory]
    [InlineData("\"n3-ab\"", "3")]
    [InlineData("W/\"n3.17-ab-br\", \"x\", \"n5-cd\"", "3 17,5")]
    [InlineData("\"n-ab\", \"n3\", \"n3.-ab\", \"nx-ab\", \"n99999999999-ab\", \"n-3-ab\", \"1.s-ab\"", "")]
    [InlineData("*", "")]
    [InlineData("n3-ab", "")]
    [InlineData("", "")]
    public void The_numbers_of_releases_are_read_from_a_tag_that_begins_with_them(string header, string numbers) =>
        Assert.Equal(
            numbers, string.Join(",", EntityTags.NumbersIn(header).Select(releases => string.Join(" ", releases))));

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("BR", "br")]
    [InlineData("br;q=0.5, gzip;q=0.9", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*;q=0", null)]
    [InlineData("gzip;q=0, *", "br")]
    [InlineData("identity", null)]
    [InlineData("br;q=nonsense", null)]
    [InlineData("", null)]
    public void The_coding_is_the_one_the_client_weighs_most(string accept, string? coding) =>
        Assert.Equal(coding, Coding.Negotiate(accept).Name);

    [Theory]
    [InlineData("br, gzip", "gzip")]
    [InlineData("*", "gzip")]
    [InlineData("br", null)]
    [InlineData("br, gzip;q=0", null)]
    public void What_is_compressed_while_it_is_sent_is_never_Brotli(string accept, string? coding) =>
        Assert.Equal(coding, Coding.NegotiateStreamed(accept).Name);

    [Fact]
    public void Compressed_forms_hold_the_same_bytes_under_tags_of_their_own()
    {
        var plain = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("行政改革オープンデータ", 200)));
        var content = new Content(plain, "1-ab");
        Assert.Equal(
            (Coding.Brotli, Coding.GZip, Coding.Identity),
            (content.CodingFor("br"), content.CodingFor("gzip"), content.CodingFor("")));
        Assert.Equal(
            (false, false, true), (content.Has(Coding.Brotli), content.Has(Coding.GZip), content.Has(Coding.Identity)));
        var brotli = content.In(Coding.Brotli);
        var gzip = content.In(Coding.GZip);
        Assert.Equal((true, true), (content.Has(Coding.Brotli), content.Has(Coding.GZip)));
        Assert.Equal(plain, content.In(Coding.Identity).ToArray());
        Assert.Equal(("-br", "-gz", ""), (Coding.Brotli.Suffix, Coding.GZip.Suffix, Coding.Identity.Suffix));
        Assert.Equal(plain, Read(new BrotliStream(new MemoryStream(brotli.ToArray()), CompressionMode.Decompress)));
        Assert.Equal(plain, Read(new GZipStream(new MemoryStream(gzip.ToArray()), CompressionMode.Decompress)));
        Assert.True(brotli.Length < plain.Length / 10);
    }

    [Fact]
    public void A_small_body_is_not_compressed() =>
        Assert.Equal(Coding.Identity, new Content(new byte[500], "t").CodingFor("br, gzip"));

    [Theory]
    [InlineData("\"1-ab\"", true)]
    [InlineData("\"1-ab-br\"", true)]
    [InlineData("\"1-ab-gz\"", true)]
    [InlineData("W/\"1-ab\"", true)]
    [InlineData("\"x\", \"1-ab\"", true)]
    [InlineData("*", true)]
    [InlineData("\"1-abc\"", false)]
    [InlineData("\"1-a\"", false)]
    [InlineData("", false)]
    public void If_none_match_names_the_content_in_any_coding(string header, bool matches) =>
        Assert.Equal(matches, EntityTags.Matches(header, "1-ab"));

    [Theory]
    [InlineData(null, false)]
    [InlineData("*", false)]
    [InlineData("\"1-ab\"", false)]
    [InlineData("\"x\", \"1-ab-gz\"", false)]
    [InlineData("W/\"1-ab\"", true)]
    [InlineData("\"x\"", true)]
    [InlineData("nonsense", true)]
    public void If_match_excludes_the_content_unless_it_names_it_strongly(string? header, bool excludes) =>
        Assert.Equal(excludes, EntityTags.Excludes(header, "1-ab"));

    private static byte[] Read(Stream stream)
    {
        using var _ = stream;
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }
}
