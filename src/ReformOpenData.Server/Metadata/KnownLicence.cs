namespace ReformOpenData.Server.Metadata;

/// <summary>A licence that catalogues know by names of their own.</summary>
/// <param name="Names">As stewards write it.</param>
/// <param name="Url">Where its text is.</param>
/// <param name="Authority">Its code in the licences of the EU Publications Office.</param>
/// <param name="Spdx">Its identifier at SPDX.</param>
/// <param name="Ckan">Its identifier in CKAN.</param>
/// <param name="Kind">What it asks for, as ADMS names it.</param>
internal sealed record KnownLicence(
    IReadOnlyList<string> Names, string Url, string Authority, string Spdx, string Ckan, string Kind)
{
    private static readonly KnownLicence[] All =
    [
        new(
            ["CC BY 4.0", "CC-BY-4.0"],
            "https://creativecommons.org/licenses/by/4.0/",
            "CC_BY_4_0",
            "CC-BY-4.0",
            "cc-by",
            "Attribution"),
        new(
            ["CC BY-SA 4.0", "CC-BY-SA-4.0"],
            "https://creativecommons.org/licenses/by-sa/4.0/",
            "CC_BYSA_4_0",
            "CC-BY-SA-4.0",
            "cc-by-sa",
            "ViralEffect-ShareAlike"),
        new(
            ["CC0 1.0", "CC0-1.0"],
            "https://creativecommons.org/publicdomain/zero/1.0/",
            "CC0",
            "CC0-1.0",
            "cc-zero",
            "PublicDomain"),
    ];

    public static KnownLicence? Of(string name) => All.FirstOrDefault(licence => licence.Names.Contains(name));
}
