using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// Who asks, for limits: an IPv4 address, or the first 64 bits of an IPv6 one, since a subscriber holds all addresses
/// below them.
/// </summary>
internal readonly record struct ClientAddress(UInt128 Value)
{
    public static ClientAddress Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    public static ClientAddress Of(IPAddress? address)
    {
        if (address is null) return default;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(bytes, out _);
        if (address.AddressFamily == AddressFamily.InterNetworkV6) bytes[8..].Clear();
        return new(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }
}
