using System.Reflection.Emit;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Reflection;

namespace Election.Node.Tests.Talk.Language;

/// <summary>
/// The formats of all <see cref="FormattableString"/>s that an assembly makes, read from its compiled methods (ECMA-335, partition III). The
/// compiler makes one by loading its format, then an array of its values, then calling <c>FormattableStringFactory.Create</c>; values that
/// are sentences themselves nest. One that goes straight into <c>FormattableString.Invariant</c> is for no person.
/// </summary>
internal static class CompiledSentences
{
    private const string Create = "FormattableStringFactory.Create";

    private static readonly Dictionary<ushort, OpCode> s_codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => unchecked((ushort)code.Value));

    /// <summary>The formats of an assembly's sentences.</summary>
    public static IEnumerable<string> In(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            int address = metadata.GetMethodDefinition(handle).RelativeVirtualAddress;
            if (address == 0)
                continue;
            foreach (string format in In(metadata, file.GetMethodBody(address).GetILReader()))
                yield return format;
        }
    }

    private static List<string> In(MetadataReader metadata, BlobReader code)
    {
        List<Instruction> instructions = Read(code);
        var formats = new List<string>();
        var open = new Stack<string>();
        for (int at = 0; at < instructions.Count; at++)
        {
            if (FormatAt(metadata, instructions, at) is string begun)
                open.Push(begun);
            else if (Called(metadata, instructions, at) is not { } called)
                continue;
            else if (called == Create)
            {
                string format = open.Pop();
                if (Called(metadata, instructions, at + 1) != "FormattableString.Invariant")
                    formats.Add(format);
            }
        }
        Assert.Empty(open);
        return formats;
    }

    // A text with places for values before "ldc n, newarr object", or any text before "call Array.Empty<object>" and the call.
    private static string? FormatAt(MetadataReader metadata, List<Instruction> instructions, int at)
    {
        if (instructions[at].Code != OpCodes.Ldstr)
            return null;
        string text = metadata.GetUserString(MetadataTokens.UserStringHandle(instructions[at].Operand));
        bool hasValues = at + 2 < instructions.Count && instructions[at + 2].Code == OpCodes.Newarr
            && TypeOf(metadata, instructions[at + 2].Operand) == "Object" && text.Contains('{', StringComparison.Ordinal);
        return hasValues || (Called(metadata, instructions, at + 1) == "Array.Empty" && Called(metadata, instructions, at + 2) == Create)
            ? text : null;
    }

    private static string? Called(MetadataReader metadata, List<Instruction> instructions, int at)
    {
        if (at >= instructions.Count || (instructions[at].Code != OpCodes.Call && instructions[at].Code != OpCodes.Callvirt))
            return null;
        EntityHandle handle = MetadataTokens.EntityHandle(instructions[at].Operand);
        if (handle.Kind == HandleKind.MethodSpecification)
            handle = metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        if (handle.Kind != HandleKind.MemberReference)
            return null;
        MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)handle);
        return member.Parent.Kind != HandleKind.TypeReference ? null
            : $"{NameOf(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}";
    }

    private static string? TypeOf(MetadataReader metadata, int token) =>
        MetadataTokens.EntityHandle(token) is { Kind: HandleKind.TypeReference } handle ? NameOf(metadata, (TypeReferenceHandle)handle) : null;

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle type) => metadata.GetString(metadata.GetTypeReference(type).Name);

    private static List<Instruction> Read(BlobReader code)
    {
        var instructions = new List<Instruction>();
        while (code.RemainingBytes > 0)
        {
            ushort value = code.ReadByte();
            if (value == 0xFE)
                value = (ushort)(0xFE00 | code.ReadByte());
            OpCode read = s_codes[value];
            instructions.Add(new Instruction(read, Operand(read, ref code)));
        }
        return instructions;
    }

    private static int Operand(OpCode code, ref BlobReader reader)
    {
        switch (code.OperandType)
        {
            case OperandType.InlineNone:
                return 0;
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                return reader.ReadByte();
            case OperandType.InlineVar:
                return reader.ReadUInt16();
            case OperandType.InlineI8 or OperandType.InlineR:
                return (int)reader.ReadInt64();
            case OperandType.InlineSwitch:
                int cases = reader.ReadInt32();
                reader.Offset += cases * sizeof(int);
                return cases;
            default:
                return reader.ReadInt32();
        }
    }

    private readonly record struct Instruction(OpCode Code, int Operand);
}
