using System.Collections;
using System.Reflection;

namespace ReformOpenData.Tests.Truth;

/// <summary>
/// All records that differ from one in a single value, however deep: every value, every entry left out, every
/// neighbours swapped.
/// </summary>
internal static class Variants
{
    /// <summary>What is referred to by name is exchanged for another that there is too.</summary>
    private static readonly string[][] References =
        [[new string('a', 64), new string('b', 64)], ["財政課", "公共施設管理課", "上下水道局経営企画課"]];

    /// <param name="Path">Which value it is: Plans.0.Categories.1.Name.</param>
    /// <param name="IsOrder">Whether two entries changed places, and nothing else.</param>
    public readonly record struct Variant(string Path, object? Value, bool IsOrder = false);

    public static IEnumerable<Variant> Of(object value, string path = "") =>
        value.GetType().GetConstructors()
            .Single(constructor => constructor.GetParameters().Length > 1) is var constructor
            ? constructor.GetParameters().SelectMany((parameter, index) =>
            OfParameter(value, constructor, parameter, index, path)).Concat(Initialized(value).SelectMany(property =>
            OfProperty(value, constructor, property, path)))
            : [];

    /// <summary>What is set behind the constructor.</summary>
    private static IEnumerable<PropertyInfo> Initialized(object value) => value.GetType().GetProperties()
        .Where(property => property.CanWrite
            && value.GetType().GetConstructors().Single(one => one.GetParameters().Length > 1).GetParameters()
                .All(parameter => parameter.Name != property.Name));

    private static IEnumerable<Variant> OfProperty(
        object value, ConstructorInfo constructor, PropertyInfo property, string path)
    {
        var isNullable = new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        var arguments = constructor.GetParameters()
            .Select(one => value.GetType().GetProperty(one.Name!)!.GetValue(value)).ToArray();
        foreach (var variant in OfValue(
            property.GetValue(value), property.PropertyType, isNullable, $"{path}.{property.Name}".TrimStart('.')))
        {
            var changed = Made(value, constructor, arguments);
            property.SetValue(changed, variant.Value);
            yield return variant with { Value = changed };
        }
    }

    private static object Made(object value, ConstructorInfo constructor, object?[] arguments)
    {
        var made = constructor.Invoke(arguments);
        foreach (var property in Initialized(value))
            property.SetValue(made, property.GetValue(value));
        return made;
    }

    private static IEnumerable<Variant> OfParameter(
        object value, ConstructorInfo constructor, ParameterInfo parameter, int index, string path)
    {
        var arguments = constructor.GetParameters()
            .Select(one => value.GetType().GetProperty(one.Name!)!.GetValue(value)).ToArray();
        var type = value.GetType().GetProperty(parameter.Name!)!;
        var isNullable = new NullabilityInfoContext().Create(type).ReadState == NullabilityState.Nullable;
        foreach (var variant in OfValue(
            arguments[index], type.PropertyType, isNullable, $"{path}.{parameter.Name}".TrimStart('.')))
        {
            var changed = (object?[])arguments.Clone();
            changed[index] = variant.Value;
            yield return variant with { Value = Made(value, constructor, changed) };
        }
    }

    private static IEnumerable<Variant> OfValue(object? value, Type type, bool isNullable, string path)
    {
        if (isNullable && value is not null)
            yield return new Variant(path, null);
        switch (value)
        {
            case null:
                var bare = Nullable.GetUnderlyingType(type) ?? type;
                object? made = bare == typeof(string)
                    ? ""
                    : bare == typeof(int)
                    ? 50
                    : bare == typeof(DateOnly)
                    ? new DateOnly(2026, 4, 1)
                    : null;
                if (made is not null)
                    yield return new Variant(path, made);
                break;
            case string text:
                yield return new Variant(path, text + "x");
                foreach (var other in References.Where(
                    names => names.Contains(text)).SelectMany(names => names).Where(name => name != text))
                    yield return new Variant($"{path} {other}", other);
                break;
            case int number:
                yield return new Variant(path, number + 40);
                break;
            case bool truth:
                yield return new Variant(path, !truth);
                break;
            case DateOnly day:
                yield return new Variant(path, day.AddDays(1));
                break;
            case Enum one:
                yield return new Variant(
                    path,
                    Enum.GetValues(one.GetType()).Cast<object>().First(other => !other.Equals(one)));
                break;
            case IEnumerable list:
                foreach (var variant in OfList([.. list.Cast<object>()], type, path))
                    yield return variant;
                break;
            default:
                foreach (var variant in Of(value, path))
                    yield return variant;
                break;
        }
    }

    private static IEnumerable<Variant> OfList(object[] entries, Type list, string path)
    {
        var type = list.GetGenericArguments()[0];
        for (var index = 0; index < entries.Length; index++)
        {
            yield return new Variant($"{path}.{index} left out", Typed(entries.Where((_, i) => i != index)));
            foreach (var variant in OfValue(entries[index], type, isNullable: false, $"{path}.{index}"))
                yield return variant with
                {
                    Value = Typed(
                    entries.Select((entry, i) => i == index ? variant.Value! : entry))
                };
        }

        for (var index = 1; index < entries.Length; index++)
        {
            object[] swapped = [.. entries];
            (swapped[index], swapped[index - 1]) = (swapped[index - 1], swapped[index]);
            yield return new Variant($"{path}.{index} before {index - 1}", Typed(swapped), IsOrder: true);
        }

        Array Typed(IEnumerable<object> values)
        {
            object[] all = [.. values];
            var array = Array.CreateInstance(type, all.Length);
            Array.Copy(all, array, all.Length);
            return array;
        }
    }
}
