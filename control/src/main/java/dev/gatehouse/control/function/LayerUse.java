package dev.gatehouse.control.function;

import software.amazon.awssdk.services.lambda.model.Layer;

/** A layer version as a function uses it. */
record LayerUse(String arn, String codeSha256, long size, long unpackedSize) {
    Layer shown() {
        return Layer.builder().arn(arn).codeSize(size).build();
    }
}
