using Terril.Bench.Mail;

if (args is not [var root])
{
    await Console.Error.WriteLineAsync("./dev bench mail");
    return 1;
}
return await Measures.Run(root);
