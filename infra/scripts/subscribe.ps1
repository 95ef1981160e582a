# After a deployment: waits until the host has made its key for blob events, then subscribes the app to them.
# azd passes the outputs of main.bicep as environment variables. Needs the Azure CLI, signed in.
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')

foreach ($name in 'AZURE_SUBSCRIPTION_ID', 'AZURE_RESOURCE_GROUP', 'AZURE_FUNCTION_APP_NAME', 'AZURE_SYSTEM_TOPIC_NAME', 'AZURE_DATA_STORAGE_NAME') {
    if (-not [Environment]::GetEnvironmentVariable($name)) {
        throw "subscribe: $name is not set; expected an output of main.bicep; run 'azd provision' first"
    }
}

$key = $null
for ($try = 0; -not $key; $try++) {
    if ($try -eq 30) {
        throw 'subscribe: the app has no key blobs_extension; expected one within five minutes of a deployment; ' +
            "look at the app's log, then run this script again"
    }
    if ($try -gt 0) { Start-Sleep -Seconds 10 }
    $key = az functionapp keys list --subscription $env:AZURE_SUBSCRIPTION_ID --resource-group $env:AZURE_RESOURCE_GROUP --name $env:AZURE_FUNCTION_APP_NAME `
        --query systemKeys.blobs_extension --output tsv 2> $null
}

az deployment group create --only-show-errors --output none `
    --subscription $env:AZURE_SUBSCRIPTION_ID --resource-group $env:AZURE_RESOURCE_GROUP --name subscription --template-file subscription.bicep `
    --parameters appName=$env:AZURE_FUNCTION_APP_NAME systemTopicName=$env:AZURE_SYSTEM_TOPIC_NAME `
    dataStorageName=$env:AZURE_DATA_STORAGE_NAME
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
Write-Output "subscribe: files dropped into dumps/inbox of $env:AZURE_DATA_STORAGE_NAME reach $env:AZURE_FUNCTION_APP_NAME"
