using Mono.Cecil;

namespace FsxPortal.Tests.AwsSdk;

/// <summary>Reads from compiled assemblies which names of the clients of AWS Backup and FSx their other code uses, a line each.</summary>
internal static class NamesInUse
{
    public static IEnumerable<string> In(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return [.. module.GetTypes().Where(type => !IsOfClients(Outer(type).Namespace)).SelectMany(Names).Distinct()];
    }

    private static bool IsOfClients(string space) =>
        Array.Exists(
            ["Amazon.Backup", "Amazon.FSx", "Amazon.IdentityManagement", "FsxPortal.Core.AwsSdk"], prefix =>
                space == prefix || space.StartsWith($"{prefix}.", StringComparison.Ordinal));

    private static IEnumerable<string> Names(TypeDefinition type)
    {
        var code = type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions)
            .Select(instruction => instruction.Operand).ToList();
        var members = code.OfType<MemberReference>()
            .Where(member => member is MethodReference or FieldReference && IsNamed(member.DeclaringType)).Select(Member);
        var types = type.Fields.Select(field => field.FieldType)
            .Concat(type.Methods.SelectMany(method =>
                method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .Concat(type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.ExceptionHandlers)
                .Select(caught => caught.CatchType))
            .Concat(code.OfType<TypeReference>())
            .Concat(code.OfType<GenericInstanceMethod>().SelectMany(method => method.GenericArguments))
            .SelectMany(Parts)
            .Where(IsNamed)
            .Select(named => named.FullName);
        return members.Concat(types);
    }

    private static bool IsNamed(TypeReference type) =>
        IsOfClients(type.Namespace) && !type.Namespace.StartsWith("FsxPortal", StringComparison.Ordinal);

    private static string Member(MemberReference member) => member switch
    {
        MethodReference { Name: ".ctor" } constructor => $"{constructor.DeclaringType.FullName}({Parameters(constructor)})",
        MethodReference getter when getter.Name.StartsWith("get_", StringComparison.Ordinal) =>
            $"{getter.DeclaringType.FullName}.{getter.Name[4..]} : {Text(getter.ReturnType)}, read",
        MethodReference setter when setter.Name.StartsWith("set_", StringComparison.Ordinal) =>
            $"{setter.DeclaringType.FullName}.{setter.Name[4..]} : {Text(setter.Parameters[0].ParameterType)}, written",
        MethodReference method => $"{method.DeclaringType.FullName}.{method.Name}({Parameters(method)}) : {Text(method.ReturnType)}",
        FieldReference field => $"{field.DeclaringType.FullName}.{field.Name} : {Text(field.FieldType)}",
        _ => member.FullName,
    };

    private static string Parameters(MethodReference method) =>
        string.Join(", ", method.Parameters.Select(parameter => Text(parameter.ParameterType)));

    private static string Text(TypeReference type) => type is GenericInstanceType generic
        ? $"{generic.Name.Split('`')[0]}<{string.Join(", ", generic.GenericArguments.Select(Text))}>"
        : type.Name;

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static TypeDefinition Outer(TypeDefinition type) => type.DeclaringType is { } outer ? Outer(outer) : type;
}
