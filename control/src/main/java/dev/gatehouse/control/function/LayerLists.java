package dev.gatehouse.control.function;

import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.LayerVersionsListItem;
import software.amazon.awssdk.services.lambda.model.LayersListItem;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsRequest;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsResponse;
import software.amazon.awssdk.services.lambda.model.ListLayersRequest;
import software.amazon.awssdk.services.lambda.model.ListLayersResponse;

/** ListLayers and ListLayerVersions. */
final class LayerLists {
    private final Layers layers;

    LayerLists(Layers layers) {
        this.layers = layers;
    }

    ServiceOperations operations() {
        return ServiceOperations.of("lambda")
                .on("ListLayers", ListLayersRequest::builder, this::list)
                .on("ListLayerVersions", ListLayerVersionsRequest::builder, this::listVersions)
                .build();
    }

    private ListLayersResponse list(ListLayersRequest given, CallContext call) {
        int size = Paging.size(given.maxItems());
        String after = Paging.after(given.marker());
        List<LayersListItem> found =
                layers.all(call.account(), call.region()).stream()
                        .filter(id -> id.name().compareTo(after) > 0)
                        .flatMap(id -> newest(id, given).stream())
                        .limit(size + 1L)
                        .toList();
        Paging<LayersListItem> page = Paging.first(found, size, LayersListItem::layerName);
        return ListLayersResponse.builder()
                .layers(page.items())
                .nextMarker(page.nextMarker())
                .build();
    }

    private Optional<LayersListItem> newest(LayerId id, ListLayersRequest given) {
        return layers.versions(id).stream()
                .filter(version ->
                        suits(
                                version,
                                given.compatibleRuntimeAsString(),
                                given.compatibleArchitectureAsString()))
                .findFirst()
                .map(version ->
                        LayersListItem.builder()
                                .layerName(id.name())
                                .layerArn(id.arn())
                                .latestMatchingVersion(item(id, version))
                                .build());
    }

    private ListLayerVersionsResponse listVersions(
            ListLayerVersionsRequest given, CallContext call) {
        LayerId id = LayerNames.layer(given.layerName(), call);
        LayerOperations.checkOwner(id, call, "ListLayerVersions");
        int size = Paging.size(given.maxItems());
        long before = Paging.afterNumber(given.marker(), Long.MAX_VALUE);
        List<LayerVersionsListItem> found =
                layers.versions(id).stream()
                        .filter(version -> version.version() < before)
                        .filter(version ->
                                suits(
                                        version,
                                        given.compatibleRuntimeAsString(),
                                        given.compatibleArchitectureAsString()))
                        .map(version -> item(id, version))
                        .toList();
        Paging<LayerVersionsListItem> page =
                Paging.first(found, size, item -> Long.toString(item.version()));
        return ListLayerVersionsResponse.builder()
                .layerVersions(page.items())
                .nextMarker(page.nextMarker())
                .build();
    }

    private static boolean suits(
            LayerVersionRecord version, @Nullable String runtime, @Nullable String architecture) {
        return (runtime == null || version.compatibleRuntimes().contains(runtime))
                && (architecture == null
                        || version.compatibleArchitectures().contains(architecture));
    }

    private static LayerVersionsListItem item(LayerId id, LayerVersionRecord version) {
        LayerVersionsListItem.Builder item =
                LayerVersionsListItem.builder()
                        .layerVersionArn(id.arn(version.version()))
                        .version(version.version())
                        .description(version.description())
                        .createdDate(version.createdDate())
                        .licenseInfo(version.licenseInfo());
        if (!version.compatibleRuntimes().isEmpty()) {
            item.compatibleRuntimesWithStrings(version.compatibleRuntimes());
        }
        if (!version.compatibleArchitectures().isEmpty()) {
            item.compatibleArchitecturesWithStrings(version.compatibleArchitectures());
        }
        return item.build();
    }
}
