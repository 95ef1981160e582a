// The function app on a Flex Consumption plan.
param planName string
param appName string
param location string
param tags object
param identityId string

@description('The URL of the container that holds what is deployed.')
param deploymentContainer string
param maximumInstanceCount int
param instanceMemoryMB int
param alwaysReadyDurable int

@description('The origins of pages elsewhere that may ask.')
param allowedOrigins array

@description('The app settings by name.')
param settings object

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

// azd finds the app by this tag; the name is that of the service in azure.yaml.
resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: appName
  location: location
  tags: union(tags, { 'azd-service-name': 'segmentation' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      minTlsVersion: '1.2'
      cors: {
        allowedOrigins: allowedOrigins
      }
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainer
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyDurable == 0 ? [] : [
          {
            name: 'durable'
            instanceCount: alwaysReadyDurable
          }
        ]
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: site
  name: 'appsettings'
  properties: settings
}

// No user name and password for deployments.
resource passwords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = [
  for protocol in ['ftp', 'scm']: {
    parent: site
    name: protocol
    properties: {
      allow: false
    }
  }
]

output name string = site.name
output uri string = 'https://${site.properties.defaultHostName}'
