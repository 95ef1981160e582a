using Microsoft.Extensions.Hosting;
using Segmentation.Functions.Hosting;

await FunctionsApp.Build(args).RunAsync();
