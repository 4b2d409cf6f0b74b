namespace ReformOpenData.Server.Configuration;

/// <summary>
/// A setting is unknown or does not fit; the message is a sentence for whoever set it, in both languages.
/// </summary>
internal sealed class SettingsException(string message, string japanese, Exception? inner = null)
    : ArgumentException(message, inner)
{
    public string Japanese => japanese;
}
