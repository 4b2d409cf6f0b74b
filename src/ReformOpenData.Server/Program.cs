using System.Text;
using ReformOpenData.Server.Commands;

// Japanese is written as it is, whatever the machine's locale says.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await CommandLine.RunAsync(args, Console.Out, Console.Error);
