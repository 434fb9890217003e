using Mono.Cecil;

namespace FsxPortal.Tests.House;

/// <summary>One type names another; both by their full names.</summary>
public sealed record Use(string From, string To);

/// <summary>Reads from a compiled assembly which types use which. Nested and generated types count as the type they lie in.</summary>
public static class TypeUses
{
    public static IReadOnlySet<Use> Of(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return module.GetTypes().SelectMany(type => Named(type).Select(used => new Use(NameOf(type), NameOf(used)))).ToHashSet();
    }

    public static IReadOnlySet<string> Of(Type type)
    {
        using var module = ModuleDefinition.ReadModule(type.Assembly.Location);
        return Named(module.GetType(type.FullName!.Replace('+', '/'))).Select(NameOf).ToHashSet();
    }

    private static IEnumerable<TypeReference> Named(TypeDefinition type) =>
        Named(type.CustomAttributes)
            .Append(type.BaseType)
            .Concat(type.Interfaces.Select(implemented => implemented.InterfaceType))
            .Concat(type.GenericParameters.SelectMany(Constraints))
            .Concat(type.Fields.SelectMany(field => Named(field.CustomAttributes).Append(field.FieldType)))
            .Concat(type.Properties.SelectMany(property => Named(property.CustomAttributes).Append(property.PropertyType)))
            .Concat(type.Methods.SelectMany(Named))
            .SelectMany(Parts);

    private static IEnumerable<TypeReference> Named(MethodDefinition method)
    {
        var signature = Named(method.CustomAttributes).Append(method.ReturnType)
            .Concat(method.Parameters.SelectMany(parameter => Named(parameter.CustomAttributes).Append(parameter.ParameterType)))
            .Concat(method.GenericParameters.SelectMany(Constraints));
        return method.HasBody
            ? signature.Concat(method.Body.Variables.Select(variable => variable.VariableType))
                .Concat(method.Body.ExceptionHandlers.Select(caught => caught.CatchType))
                .Concat(method.Body.Instructions.SelectMany(instruction => Operand(instruction.Operand)))
            : signature;
    }

    private static IEnumerable<TypeReference> Named(IEnumerable<CustomAttribute> attributes) =>
        attributes.SelectMany(attribute =>
            attribute.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>().Append(attribute.AttributeType));

    private static IEnumerable<TypeReference> Constraints(GenericParameter parameter) =>
        parameter.Constraints.Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference> Operand(object operand) => operand switch
    {
        GenericInstanceMethod method => method.GenericArguments.Append(method.DeclaringType).Append(method.ReturnType),
        MethodReference method => [method.DeclaringType, method.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        TypeReference type => [type],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static string NameOf(TypeReference type) => type.DeclaringType is { } outer ? NameOf(outer) : type.FullName;
}
