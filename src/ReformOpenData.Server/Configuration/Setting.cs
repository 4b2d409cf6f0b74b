using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace ReformOpenData.Server.Configuration;

/// <summary>One setting, as the attributes of its property describe it.</summary>
internal sealed class Setting
{
    private readonly PropertyInfo _property;
    private readonly RangeAttribute? _range;

    /// <param name="prefix">Of the name: nothing, or Limits: for those of the engine.</param>
    /// <param name="defaults">Holds the value that the setting has when it is not set.</param>
    public Setting(string prefix, PropertyInfo property, object defaults)
    {
        _property = property;
        _range = property.GetCustomAttribute<RangeAttribute>();
        Name = prefix + property.Name;
        Description = property.GetCustomAttribute<DescriptionAttribute>()!.Description;
        Default = property.GetValue(defaults) switch
        {
            bool truth => truth ? "true" : "false",
            var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
    }

    public string Name { get; }

    public string Description { get; }

    public string Default { get; }

    /// <summary>“0 to 86,400”; empty for a text.</summary>
    public string Range => _range is null
        ? _property.PropertyType == typeof(bool) ? "true or false" : ""
        : string.Create(CultureInfo.InvariantCulture, $"{_range.Minimum:N0} to {_range.Maximum:N0}");

    /// <summary>What is wrong with a value; null where it fits.</summary>
    public SettingsException? FaultOf(string value)
    {
        if (_property.PropertyType == typeof(bool))
        {
            return bool.TryParse(value, out _) ? null : new SettingsException(
                $"{Name} is '{value}', which is neither true nor false.",
                $"{Name} の '{value}' は true でも false でもありません。");
        }

        if (_range is null)
        {
            return value.Length == 0 && _property.IsDefined(typeof(RequiredAttribute))
                ? new SettingsException(
                    $"{Name} is empty; leave it out for {Default}.", $"{Name} が空です。{Default} でよければ書かないでください。")
                : null;
        }

        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return new SettingsException(
                $"{Name} is '{value}', which is not a whole number.", $"{Name} の '{value}' は整数ではありません。");
        var least = Convert.ToInt64(_range.Minimum, CultureInfo.InvariantCulture);
        var most = Convert.ToInt64(_range.Maximum, CultureInfo.InvariantCulture);
        return number < least || number > most
            ? new SettingsException(
                $"{Name} is {number}, and must be from {least} to {most}.",
                $"{Name} は {least} から {most} までの数です（{number} になっています）。")
            : null;
    }
}
