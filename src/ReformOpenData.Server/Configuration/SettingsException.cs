namespace ReformOpenData.Server.Configuration;

/// <summary>A setting is unknown or does not fit; the message is a sentence for whoever set it.</summary>
internal sealed class SettingsException(string message, Exception? inner = null) : ArgumentException(message, inner);
