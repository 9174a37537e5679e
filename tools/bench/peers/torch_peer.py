#!/usr/bin/env python3
"""Trains one of the benchmark's networks with PyTorch on the processor and says how fast that was.

The argument is a task of contender.ts, the answers are its messages, one a line. The networks are those of libs/models,
eager, in channels_last (within 2 % of the other memory format, 1,881 and 1,848 images/s for vgg-small); loss and accuracy are read at each step, as the others
do.
"""

import json
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional

TASK = json.loads(sys.argv[1])
BLOCKS = {
    "vgg-small": [(32, 2), (64, 2)],
    "vgg-16": [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)],
}
HIDDEN = {"vgg-small": [128], "vgg-16": [4096, 4096]}


def vgg():
    parts, channels, side = [], 3, TASK["side"]
    for filters, count in BLOCKS[TASK["model"]]:
        for _ in range(count):
            parts += [nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU(inplace=True)]
            channels = filters
        parts.append(nn.MaxPool2d(2))
        side //= 2
    parts.append(nn.Flatten())
    features = channels * side * side
    for units in HIDDEN[TASK["model"]]:
        parts += [nn.Linear(features, units), nn.ReLU(inplace=True), nn.Dropout(TASK["dropout"])]
        features = units
    return nn.Sequential(*parts, nn.Linear(features, TASK["classes"]))


def unit(channels, filters, size, strides=1):
    convolution = nn.Conv2d(channels, filters, size, strides, padding=size // 2, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(filters))


class Block(nn.Module):
    def __init__(self, channels, filters, strides):
        super().__init__()
        self.first = unit(channels, filters, 3, strides)
        self.second = unit(filters, filters, 3)
        self.shortcut = unit(channels, filters, 1, strides) if strides == 2 else nn.Identity()

    def forward(self, x):
        y = self.second(functional.relu(self.first(x), inplace=True))
        return functional.relu(y + self.shortcut(x), inplace=True)


def resnet18():
    parts, channels = [unit(3, 64, 3), nn.ReLU(inplace=True)], 64
    for stage, filters in enumerate([64, 128, 256, 512]):
        for block in range(2):
            parts.append(Block(channels, filters, 2 if block == 0 and stage > 0 else 1))
            channels = filters
    return nn.Sequential(*parts, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, TASK["classes"]))


def batches(count, size):
    torch.manual_seed(1)
    shape = (size, TASK["side"], TASK["side"], 3)
    # [batch, height, width, channels] in memory, seen as [batch, channels, height, width]: that is channels_last
    return [
        (
            torch.randint(0, 256, shape, dtype=torch.uint8).permute(0, 3, 1, 2),
            torch.randint(0, TASK["classes"], (size,)),
        )
        for _ in range(count)
    ]


def rate(act, batch):
    begin, steps = time.perf_counter(), 0
    while steps < 3 or time.perf_counter() - begin < TASK["seconds"]:
        act(steps)
        steps += 1
    return steps * batch / (time.perf_counter() - begin)


def say(**message):
    print(json.dumps(message), flush=True)


def main():
    torch.set_num_threads(TASK["threads"])
    model = resnet18() if TASK["model"] == "resnet-18" else vgg()
    model = model.to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(model.parameters(), TASK["learningRate"], momentum=TASK["momentum"])
    data = batches(8, TASK["batchSize"])

    def train(at):
        images, labels = data[at % len(data)]
        logits = model(images.float().div_(255))
        loss = functional.cross_entropy(logits, labels)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        return loss.item(), (logits.argmax(1) == labels).sum().item()

    train(0)
    say(type="first-step")
    for at in range(1, min(10, TASK["warmUp"])):
        train(at)
    trained = rate(train, TASK["batchSize"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    evaluated = None
    if TASK["evaluateBatch"] > 0:
        model.eval()
        [(images, labels)] = batches(1, TASK["evaluateBatch"])

        def evaluate(_):
            with torch.inference_mode():
                logits = model(images.float().div_(255))
                return functional.cross_entropy(logits, labels).item(), logits.argmax(1).tolist()

        evaluate(0)
        evaluated = rate(evaluate, TASK["evaluateBatch"])
    say(
        type="result",
        parameters=sum(weight.numel() for weight in model.parameters()),
        imagesPerSecond=trained,
        peakBytes=peak,
        evaluated=evaluated,
        loss=None,
    )


main()
