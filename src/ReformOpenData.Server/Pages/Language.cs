namespace ReformOpenData.Server.Pages;

/// <summary>The language of the frame of a page; the data are Japanese in both.</summary>
internal enum Language
{
    Japanese,
    English,
}
