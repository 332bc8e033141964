using Terril.Bench.Collective;

if (args is not [var root, var data])
{
    await Console.Error.WriteLineAsync("./dev bench collective");
    return 1;
}
return await Measures.Run(root, data);
