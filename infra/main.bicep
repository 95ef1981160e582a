// Everything that one environment of the segmentation needs, in a resource group of its own.
targetScope = 'subscription'

@description('The name of the environment: azd asks for it. Names of resources are derived from it.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('The region of all resources. Flex Consumption must be offered there.')
param location string

@description('The person or service that deploys: may upload dumps. Empty for nobody.')
param principalId string = ''

@description('Who is told of alerts. Empty: alerts are shown in the portal only.')
param alertEmail string = ''

@description('Shards of a new base: 16 up to a million customers, 256 up to ten million. A base keeps its own.')
@minValue(1)
@maxValue(1024)
param shards int = 16

@description('The least length of a chunk of a dump, in bytes.')
@minValue(1)
@maxValue(1073741824)
param chunkBytes int = 8388608

@description('How long an inbox folder without manifest or _SUCCESS must not change before it is taken.')
param quietPeriod string = '00:01:00'

@description('The most instances of the app.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('The memory of an instance, in MB.')
@allowed([
  2048
  4096
])
param instanceMemoryMB int = 2048

@description('Instances that wait for orchestrations at any time. 0 is cheaper; a run then begins some seconds later.')
@minValue(0)
param alwaysReadyDurable int = 1

@description('The origins of pages elsewhere that may ask the app, such as https://crm.example.com.')
param allowedOrigins array = []

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = {
  'azd-env-name': environmentName
}

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-segmentation-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: 'log-${token}'
    componentName: 'appi-${token}'
    location: location
    tags: tags
  }
}

module hostStorage 'modules/storage.bicep' = {
  name: 'host-storage'
  scope: group
  params: {
    name: 'sthost${token}'
    location: location
    tags: tags
    containers: [
      'deployments'
    ]
  }
}

module dataStorage 'modules/storage.bicep' = {
  name: 'data-storage'
  scope: group
  params: {
    name: 'stdata${token}'
    location: location
    tags: tags
    containers: [
      'dumps'
      'base'
      'runs'
      'workspaces'
      'published'
      'dead-letters'
    ]
    lifecycleRules: loadJsonContent('lifecycle.json')
    softDeleteDays: 7
  }
}

module messaging 'modules/messaging.bicep' = {
  name: 'messaging'
  scope: group
  params: {
    name: 'sb-segmentation-${token}'
    location: location
    tags: tags
  }
}

module events 'modules/events.bicep' = {
  name: 'events'
  scope: group
  params: {
    name: 'evgt-dumps-${token}'
    location: location
    tags: tags
    storageAccountId: dataStorage.outputs.id
  }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  scope: group
  params: {
    appPrincipalId: identity.outputs.principalId
    eventsPrincipalId: events.outputs.principalId
    personPrincipalId: principalId
    hostStorageName: hostStorage.outputs.name
    dataStorageName: dataStorage.outputs.name
    serviceBusName: messaging.outputs.name
    topicName: messaging.outputs.topicName
    componentName: monitoring.outputs.componentName
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  scope: group
  params: {
    planName: 'plan-${token}'
    appName: 'func-segmentation-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    deploymentContainer: '${hostStorage.outputs.blobEndpoint}deployments'
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    alwaysReadyDurable: alwaysReadyDurable
    allowedOrigins: allowedOrigins
    settings: {
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identity.outputs.clientId
      AzureWebJobsStorage__blobServiceUri: hostStorage.outputs.blobEndpoint
      AzureWebJobsStorage__queueServiceUri: hostStorage.outputs.queueEndpoint
      AzureWebJobsStorage__tableServiceUri: hostStorage.outputs.tableEndpoint
      DurableStorage__credential: 'managedidentity'
      DurableStorage__clientId: identity.outputs.clientId
      DurableStorage__blobServiceUri: hostStorage.outputs.blobEndpoint
      DurableStorage__queueServiceUri: hostStorage.outputs.queueEndpoint
      DurableStorage__tableServiceUri: hostStorage.outputs.tableEndpoint
      TASKHUB_NAME: 'segmentation'
      SegmentationStorage__credential: 'managedidentity'
      SegmentationStorage__clientId: identity.outputs.clientId
      SegmentationStorage__blobServiceUri: dataStorage.outputs.blobEndpoint
      SegmentationStorage__queueServiceUri: dataStorage.outputs.queueEndpoint
      SegmentationStorage__tableServiceUri: dataStorage.outputs.tableEndpoint
      SegmentationTopic__credential: 'managedidentity'
      SegmentationTopic__clientId: identity.outputs.clientId
      SegmentationTopic__fullyQualifiedNamespace: messaging.outputs.fullyQualifiedNamespace
      Segmentation__Shards: string(shards)
      Segmentation__ChunkBytes: string(chunkBytes)
      Segmentation__QuietPeriod: quietPeriod
      APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.outputs.clientId};Authorization=AAD'
    }
  }
  dependsOn: [
    roles
  ]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    tags: tags
    email: alertEmail
    dataStorageName: dataStorage.outputs.name
    serviceBusName: messaging.outputs.name
    systemTopicName: events.outputs.name
  }
}

output AZURE_LOCATION string = location
output AZURE_SUBSCRIPTION_ID string = subscription().subscriptionId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_APP_NAME string = app.outputs.name
output AZURE_DATA_STORAGE_NAME string = dataStorage.outputs.name
output AZURE_SYSTEM_TOPIC_NAME string = events.outputs.name
output SERVICE_SEGMENTATION_URI string = app.outputs.uri
