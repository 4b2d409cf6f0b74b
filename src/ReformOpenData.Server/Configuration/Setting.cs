using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace ReformOpenData.Server.Configuration;

/// <summary>One setting, as the attributes of its property describe it.</summary>
internal sealed class Setting
{
    private readonly PropertyInfo _property;
    private readonly Func<ServerOptions, object> _owner;

    /// <param name="prefix">Of the name: nothing, or Limits: for those of the engine.</param>
    /// <param name="owner">Which part of the settings has the property.</param>
    public Setting(string prefix, PropertyInfo property, Func<ServerOptions, object> owner)
    {
        (_property, _owner) = (property, owner);
        Name = prefix + property.Name;
    }

    public string Name { get; }

    public string Description => _property.GetCustomAttribute<DescriptionAttribute>()!.Description;

    public string Default => _property.GetValue(_owner(new ServerOptions())) switch
    {
        bool truth => truth ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>“0 to 86,400”; empty for a text.</summary>
    public string Range => Bounds is not { } range
        ? _property.PropertyType == typeof(bool) ? "true or false" : ""
        : string.Create(CultureInfo.InvariantCulture, $"{range.Minimum:N0} to {range.Maximum:N0}");

    private RangeAttribute? Bounds => _property.GetCustomAttribute<RangeAttribute>();

    /// <summary>Gives the setting a value that fits it.</summary>
    public void Set(ServerOptions options, string value) => _property.SetValue(
        _owner(options), Convert.ChangeType(value, _property.PropertyType, CultureInfo.InvariantCulture));

    /// <summary>What is wrong with a value; null where it fits.</summary>
    public SettingsException? FaultOf(string value)
    {
        if (_property.PropertyType == typeof(bool))
        {
            return bool.TryParse(value, out _) ? null : new SettingsException(
                $"{Name} is '{value}', which is neither true nor false.",
                $"{Name} の '{value}' は true でも false でもありません。");
        }

        if (Bounds is not { } range)
        {
            return value.Length == 0 && _property.IsDefined(typeof(RequiredAttribute))
                ? new SettingsException(
                    $"{Name} is empty; leave it out for {Default}.", $"{Name} が空です。{Default} でよければ書かないでください。")
                : null;
        }

        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return new SettingsException(
                $"{Name} is '{value}', which is not a whole number.", $"{Name} の '{value}' は整数ではありません。");
        var least = Convert.ToInt64(range.Minimum, CultureInfo.InvariantCulture);
        var most = Convert.ToInt64(range.Maximum, CultureInfo.InvariantCulture);
        return number < least || number > most
            ? new SettingsException(
                $"{Name} is {number}, and must be from {least} to {most}.",
                $"{Name} は {least} から {most} までの数です（{number} になっています）。")
            : null;
    }
}
