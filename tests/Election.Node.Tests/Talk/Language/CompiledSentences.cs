using System.Globalization;
using System.Reflection.Emit;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Reflection;

namespace Election.Node.Tests.Talk.Language;

/// <summary>
/// The formats of all sentences that an assembly makes, read from its compiled methods (ECMA-335, partition III). The compiler makes a
/// <see cref="Sentence"/> by its constructor, whose arguments are the numbers of text characters and values, and by a call for each part in
/// order. It makes a <see cref="FormattableString"/>, which the second reader uses, by loading its format, then an array of its values,
/// then calling <c>FormattableStringFactory.Create</c>; one passed straight to <c>FormattableString.Invariant</c> is not for people.
/// Values that are sentences themselves nest.
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
        formats.AddRange(SentencesIn(metadata, instructions));
        return formats;
    }

    private static List<string> SentencesIn(MetadataReader metadata, List<Instruction> instructions)
    {
        var formats = new List<string>();
        var open = new Stack<Unfinished>();
        for (int at = 0; at < instructions.Count; at++)
        {
            switch (CalledOrMade(metadata, instructions, at))
            {
                case "Sentence..ctor":
                    open.Push(new Unfinished(Constant(instructions[at - 2]), Constant(instructions[at - 1])));
                    break;
                case "Sentence.AppendLiteral":
                    open.Peek().Add(metadata.GetUserString(MetadataTokens.UserStringHandle(instructions[at - 1].Operand)));
                    break;
                case "Sentence.AppendFormatted":
                    open.Peek().AddValue(Layout(metadata, instructions, at));
                    break;
                default:
                    continue;
            }
            if (open.Peek().IsWhole)
                formats.Add(open.Pop().Format);
        }
        Assert.Empty(open);
        return formats;
    }

    // The layout of a value is loaded right before the call: a format, a width and a null, or both; usually none.
    private static string Layout(MetadataReader metadata, List<Instruction> instructions, int at)
    {
        int parameters = ParametersOf(metadata, instructions[at].Operand);
        if (parameters == 1)
            return "";
        bool endsInText = instructions[at - 1].Code == OpCodes.Ldstr;
        string format = endsInText ? ":" + metadata.GetUserString(MetadataTokens.UserStringHandle(instructions[at - 1].Operand)) : "";
        if (endsInText && parameters == 2)
            return format;
        return string.Create(CultureInfo.InvariantCulture, $",{Constant(instructions[at - (endsInText ? 2 : 1)])}") + format;
    }

    private static int ParametersOf(MetadataReader metadata, int token)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind == HandleKind.MethodSpecification)
            handle = metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        BlobHandle signature = handle.Kind == HandleKind.MemberReference
            ? metadata.GetMemberReference((MemberReferenceHandle)handle).Signature
            : metadata.GetMethodDefinition((MethodDefinitionHandle)handle).Signature;
        BlobReader reader = metadata.GetBlobReader(signature);
        SignatureHeader header = reader.ReadSignatureHeader();
        if (header.IsGeneric)
            reader.ReadCompressedInteger();
        return reader.ReadCompressedInteger();
    }

    private static int Constant(Instruction instruction) => instruction.Code.Value switch
    {
        >= 0x16 and <= 0x1E => instruction.Code.Value - 0x16,
        0x15 => -1,
        0x1F => (sbyte)instruction.Operand,
        0x20 => instruction.Operand,
        _ => throw new InvalidOperationException($"{instruction.Code} loads no constant."),
    };

    private static string? CalledOrMade(MetadataReader metadata, List<Instruction> instructions, int at)
    {
        if (instructions[at].Code != OpCodes.Call && instructions[at].Code != OpCodes.Callvirt && instructions[at].Code != OpCodes.Newobj)
            return null;
        EntityHandle handle = MetadataTokens.EntityHandle(instructions[at].Operand);
        if (handle.Kind == HandleKind.MethodSpecification)
            handle = metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        if (handle.Kind == HandleKind.MemberReference)
        {
            MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)handle);
            return member.Parent.Kind != HandleKind.TypeReference || ParametersOf(metadata, instructions[at].Operand) == 0 ? null
                : $"{NameOf(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}";
        }
        if (handle.Kind != HandleKind.MethodDefinition)
            return null;
        // In the assembly that declares the type; its private constructor has other parameters.
        MethodDefinition method = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
        string type = metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
        bool isPrivate = (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Private;
        return isPrivate ? null : $"{type}.{metadata.GetString(method.Name)}";
    }

    /// <summary>A sentence whose remaining parts are still to be read.</summary>
    private sealed class Unfinished(int length, int values)
    {
        private int _length;
        private int _values;

        public string Format { get; private set; } = "";

        public bool IsWhole => _length == length && _values == values;

        public void Add(string literal)
        {
            _length += literal.Length;
            Format += literal.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        }

        public void AddValue(string layout) => Format += $"{{{_values++}{layout}}}";
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
        MetadataTokens.EntityHandle(token) is { Kind: HandleKind.TypeReference } handle
            ? NameOf(metadata, (TypeReferenceHandle)handle) : null;

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle type) =>
        metadata.GetString(metadata.GetTypeReference(type).Name);

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
