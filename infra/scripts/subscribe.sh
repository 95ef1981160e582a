#!/bin/sh
# After a deployment: waits until the host has made its key for blob events, then subscribes the app to them.
# azd passes the outputs of main.bicep as environment variables. Needs the Azure CLI, signed in.
set -eu
cd "$(dirname "$0")/.."

for name in AZURE_SUBSCRIPTION_ID AZURE_RESOURCE_GROUP AZURE_FUNCTION_APP_NAME AZURE_SYSTEM_TOPIC_NAME AZURE_DATA_STORAGE_NAME; do
  eval "value=\${$name:-}"
  if [ -z "$value" ]; then
    echo "subscribe: $name is not set; expected an output of main.bicep; run 'azd provision' first" >&2
    exit 1
  fi
done

tries=30
until az functionapp keys list --subscription "$AZURE_SUBSCRIPTION_ID" --resource-group "$AZURE_RESOURCE_GROUP" --name "$AZURE_FUNCTION_APP_NAME" \
  --query systemKeys.blobs_extension --output tsv 2> /dev/null | grep -q .; do
  tries=$((tries - 1))
  if [ "$tries" -eq 0 ]; then
    echo "subscribe: the app has no key blobs_extension; expected one within five minutes of a deployment;" \
      "look at the app's log, then run this script again" >&2
    exit 1
  fi
  sleep 10
done

az deployment group create --subscription "$AZURE_SUBSCRIPTION_ID" --only-show-errors --output none \
  --resource-group "$AZURE_RESOURCE_GROUP" --name subscription --template-file subscription.bicep \
  --parameters appName="$AZURE_FUNCTION_APP_NAME" systemTopicName="$AZURE_SYSTEM_TOPIC_NAME" \
  dataStorageName="$AZURE_DATA_STORAGE_NAME"
echo "subscribe: files dropped into dumps/inbox of $AZURE_DATA_STORAGE_NAME reach $AZURE_FUNCTION_APP_NAME"
