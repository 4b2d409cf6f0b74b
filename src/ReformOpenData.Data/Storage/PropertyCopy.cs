using System.Globalization;
using System.Reflection;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// Copies a property of one object into a property of another. Made of delegates of both: each start makes a hundred of
/// them to read a release back, and compiling an expression or invoking by reflection takes a millisecond for each.
/// </summary>
internal static class PropertyCopy
{
    private static readonly Func<object, object> Cloned = typeof(object)
        .GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!
        .CreateDelegate<Func<object, object>>();

    /// <summary>Another object of the same class with the same values.</summary>
    public static T Clone<T>(T value) => (T)Cloned(value!);

    /// <summary>An enumeration counts as its number.</summary>
    public static Action<TFrom, TTo> Of<TFrom, TTo>(PropertyInfo from, PropertyInfo to) =>
        (Plain(from.PropertyType), Plain(to.PropertyType)) switch
        {
            var (given, taken) when given != taken => OfOther<TFrom, TTo>(from, to),
            var (type, _) when type == typeof(string) => Of<TFrom, TTo, string?>(from, to),
            var (type, _) when type == typeof(int) => Of<TFrom, TTo, int>(from, to),
            var (type, _) when type == typeof(int?) => Of<TFrom, TTo, int?>(from, to),
            var (type, _) when type == typeof(long) => Of<TFrom, TTo, long>(from, to),
            var (type, _) when type == typeof(bool) => Of<TFrom, TTo, bool>(from, to),
            var (type, _) when type == typeof(bool?) => Of<TFrom, TTo, bool?>(from, to),
            var (type, _) when type == typeof(DateOnly?) => Of<TFrom, TTo, DateOnly?>(from, to),
            _ => OfOther<TFrom, TTo>(from, to),
        };

    private static Action<TFrom, TTo> Of<TFrom, TTo, T>(PropertyInfo from, PropertyInfo to)
    {
        var get = from.GetMethod!.CreateDelegate<Func<TFrom, T>>();
        var set = to.SetMethod!.CreateDelegate<Action<TTo, T>>();
        return (source, target) => set(target, get(source));
    }

    /// <summary>Of few properties: what may have no value into what has one, or the other way round.</summary>
    private static Action<TFrom, TTo> OfOther<TFrom, TTo>(PropertyInfo from, PropertyInfo to)
    {
        var type = Nullable.GetUnderlyingType(to.PropertyType) ?? to.PropertyType;
        return (source, target) =>
            to.SetValue(target, from.GetValue(source) is not { } value ? null
                : type.IsEnum ? Enum.ToObject(type, value)
                : Convert.ChangeType(value, type, CultureInfo.InvariantCulture));
    }

    private static Type Plain(Type type) => type.IsEnum ? typeof(int) : type;
}
